namespace ParallelCore.Gallery.Uses.TopN;

/// <summary>The best few of many.</summary>
internal static partial class Best
{
    public static int[] Sequential(Candidates candidates, int count)
    {
        var best = new Shortlist(count);
        for (int i = 0; i < candidates.Count; i++)
            best.Offer(i, candidates.Score(i));
        return best.ToArray();
    }
}
