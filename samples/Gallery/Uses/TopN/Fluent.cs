namespace ParallelCore.Gallery.Uses.TopN;

internal static partial class Best
{
    /// <summary>In one expression. Scores are computed once and kept.</summary>
    public static int[] InOneExpression(Candidates candidates, int count) =>
        ParallelRange.From(0, candidates.Count).OrderByDescending(candidates.Score).Take(count).ToArray();

    /// <summary>Where the scores are there already, it is one call.</summary>
    public static double[] OfScores(double[] scores, int count) => ParallelAlgorithms.TopN(scores, count);
}
