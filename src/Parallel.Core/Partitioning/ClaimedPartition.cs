using System.Collections;

namespace ParallelCore.Partitioning;

/// <summary>What both kinds of partition share: one consumer's walk over what it claims, keyed.</summary>
internal abstract class ClaimedPartition<T> : IEnumerator<KeyValuePair<long, T>>
{
    private KeyValuePair<long, T> _current;
    private Phase _phase;

    private enum Phase : byte
    {
        BeforeFirst,
        AtItem,
        Ended,
    }

    public KeyValuePair<long, T> Current => _phase == Phase.AtItem
        ? _current
        : throw new InvalidOperationException("There is no current item: MoveNext was not called, or returned false.");

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (_phase != Phase.Ended)
            _phase = TryClaim(out _current) ? Phase.AtItem : Phase.Ended;
        return _phase == Phase.AtItem;
    }

    public void Reset() => throw new NotSupportedException();

    public void Dispose() => _phase = Phase.Ended;

    protected abstract bool TryClaim(out KeyValuePair<long, T> item);
}
