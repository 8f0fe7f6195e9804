namespace ParallelCore;

/// <summary>
/// How much the tests try. A run tries each guarantee once, on small sizes and in few rounds, and ends soon; with <c>PARALLEL_CORE_TESTS=all</c> in its environment, as in the gate,
/// it tries long histories, big sizes, many rounds and all combinations as well.
/// </summary>
internal static class Effort
{
    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("PARALLEL_CORE_TESTS") switch
    {
        null or "" => false,
        "all" => true,
        string other => throw new InvalidOperationException($"PARALLEL_CORE_TESTS is '{other}': leave it unset, or set it to 'all'."),
    };

    /// <summary>A size, a number of rounds or a set of cases: what each run tries, or what only the full one has the time for.</summary>
    public static T Pick<T>(T quick, T full) => s_isFull ? full : quick;

    /// <summary>All pairs, or as few as hold each value of both dimensions.</summary>
    public static IEnumerable<(TFirst First, TSecond Second)> Pairs<TFirst, TSecond>(IEnumerable<TFirst> first, IEnumerable<TSecond> second)
    {
        TFirst[] ones = [.. first];
        TSecond[] others = [.. second];
        return s_isFull
            ? ones.SelectMany(_ => others, static (one, other) => (one, other))
            : Enumerable.Range(0, Math.Max(ones.Length, others.Length)).Select(i => (ones[i % ones.Length], others[i % others.Length]));
    }
}
