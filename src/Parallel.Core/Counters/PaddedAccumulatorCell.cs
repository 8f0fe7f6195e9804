using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>An accumulator's cell on cache lines of its own.</summary>
internal sealed class PaddedAccumulatorCell<TState>
{
    private Padded<AccumulatorCell<TState>> _padded;

    public ref AccumulatorCell<TState> Cell => ref _padded.Value;
}
