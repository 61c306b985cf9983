/** A document, or a part of one, that is made from the sources. */
export interface Generated {
  /** The document, relative to the project. */
  readonly path: string;
  /**
   * The part of the document that is replaced: what lies between the lines
   * `<!-- generated: NAME -->` and `<!-- /generated -->`. Without it, the whole
   * file is made.
   */
  readonly section?: string;
  /** Makes the text from the sources. */
  readonly render: () => string | Promise<string>;
}

/** Everything that is generated, in one place. */
export const GENERATED: readonly Generated[] = [];
