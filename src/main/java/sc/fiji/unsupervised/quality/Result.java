package sc.fiji.unsupervised.quality;

/**
 * A row of the table.
 *
 * @param configuration what was scored
 * @param images files in use
 * @param imagesInAll files that the set has
 * @param scores against the truth
 * @param features cost of the features, which rows share
 * @param cost of training and labelling on these features
 */
record Result(Configuration configuration, int images, int imagesInAll, Scores scores, Cost features, Cost cost) {}
