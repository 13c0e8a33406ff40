/** `matchLabels` and `matchExpressions` of a LabelSelector. An empty one matches all, an absent one nothing. */
export type LabelSelector = {
	readonly matchLabels?: Readonly<Record<string, string>>;
	readonly matchExpressions?: ReadonlyArray<{
		readonly key: string;
		readonly operator: string;
		readonly values?: readonly string[];
	}>;
};

export function matchesLabels(selector: LabelSelector | undefined, labels: Readonly<Record<string, string>>): boolean {
	if (selector === undefined) return false;
	const {matchLabels = {}, matchExpressions = []} = selector;
	return (
		Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
		matchExpressions.every(({key, operator, values = []}) => {
			const value = labels[key];
			switch (operator) {
				case 'In':
					return value !== undefined && values.includes(value);
				case 'NotIn':
					return value === undefined || !values.includes(value);
				case 'Exists':
					return value !== undefined;
				case 'DoesNotExist':
					return value === undefined;
				default:
					return false;
			}
		})
	);
}
