namespace ParallelCore.Benchmarks.Measuring;

/// <summary>A race for one result, which every contender makes anew in each call.</summary>
/// <param name="workload">What the race is called.</param>
/// <param name="fingerprint">The result as a number, the same for equal results.</param>
internal sealed class RaceOf<TResult>(string workload, Func<TResult, long> fingerprint)
{
    private readonly Holder _last = new();
    private Race? _race;

    /// <summary>Items in one call, for figures per item; 0 for none.</summary>
    public long Items { get; init; }

    public Race Race => _race ??= new Race(workload) { Checksum = () => fingerprint(_last.Value!), Items = Items };

    public RaceOf<TResult> Add(ContenderRole role, string name, Func<TResult> make)
    {
        Holder last = _last;
        Race.Add(role, name, calls =>
        {
            for (; calls > 0; calls--)
            {
                last.Value = make();
            }
        });
        return this;
    }

    private sealed class Holder
    {
        public TResult? Value;
    }
}
