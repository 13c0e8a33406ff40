import {writeFileSync} from 'node:fs';
import {featuresDocument, readFeatures} from '../test/features/document.ts';

// npm run features: docs/features.md from test/features/features.json.
writeFileSync('docs/features.md', featuresDocument(readFeatures()));
