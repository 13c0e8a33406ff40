// The least that a program can be: what is over it is ours.
export {};
