namespace ParallelCore.Gallery.Uses.TopN;

internal static partial class Best
{
    /// <summary>A shortlist for each worker; the best of all are among the best of each.</summary>
    public static int[] InParallel(Candidates candidates, int count)
    {
        var best = new Shortlist(count);
        ParallelRange.Run(
            0,
            candidates.Count,
            ChunkPolicy.Auto,
            localInit: () => new Shortlist(count),
            body: (start, end, mine) =>
            {
                for (int i = start; i < end; i++)
                    mine.Offer(i, candidates.Score(i));
                return mine;
            },
            localFinally: best.OfferAll);
        return best.ToArray();
    }
}
