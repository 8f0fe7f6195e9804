namespace ParallelCore.Gallery.Uses.TopN;

/// <summary>Keeps the best so far in a heap, whose top is the one to beat. Of equal scores the earlier candidate is the better one.</summary>
internal sealed class Shortlist(int count)
{
    private readonly PriorityQueue<int, (double Score, int Later)> _heap = new();
    private double _toBeat = double.NegativeInfinity;

    public void Offer(int candidate, double score)
    {
        if (score >= _toBeat)
            Insert(candidate, score);
    }

    public void OfferAll(Shortlist other)
    {
        foreach ((int candidate, (double score, _)) in other._heap.UnorderedItems)
            Offer(candidate, score);
    }

    /// <summary>The best first.</summary>
    public int[] ToArray() => [.. _heap.UnorderedItems.OrderByDescending(static item => item.Priority).Select(static item => item.Element)];

    private void Insert(int candidate, double score)
    {
        _heap.Enqueue(candidate, (score, -candidate));
        if (_heap.Count > count)
            _heap.Dequeue();
        if (_heap.Count == count && _heap.TryPeek(out _, out (double Score, int Later) worst))
            _toBeat = worst.Score;
    }
}
