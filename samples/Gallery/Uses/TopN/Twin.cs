namespace ParallelCore.Gallery.Uses.TopN;

internal static partial class Best
{
    public static int[] ByParallelFor(Candidates candidates, int count)
    {
        var best = new Shortlist(count);
        Parallel.For(
            0,
            candidates.Count,
            () => new Shortlist(count),
            (i, _, mine) =>
            {
                mine.Offer(i, candidates.Score(i));
                return mine;
            },
            mine =>
            {
                lock (best)
                    best.OfferAll(mine);
            });
        return best.ToArray();
    }
}
