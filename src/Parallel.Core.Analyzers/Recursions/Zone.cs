namespace ParallelCore.Analyzers.Recursions;

/// <summary>
/// What is known of some integers at one place in a program: for each two of them, how much the first exceeds the second at most. Variable 0 is the number zero.
/// </summary>
/// <remarks>Source: Miné, "A new numerical abstract domain based on difference-bound matrices", 2001.</remarks>
internal sealed class Zone
{
    /// <summary>As many variables as one proof may need; what costs grows with its cube.</summary>
    public const int Size = 24;

    private const long Unbounded = long.MaxValue / 4;

    private readonly long[] _most;

    public Zone()
    {
        _most = new long[Size * Size];
        for (int i = 0; i < _most.Length; i++)
        {
            _most[i] = i % (Size + 1) == 0 ? 0 : Unbounded;
        }
    }

    private Zone(long[] most) => _most = most;

    /// <summary>No values fit: the place is never reached.</summary>
    public bool IsEmpty { get; private set; }

    public Zone Clone() => new((long[])_most.Clone()) { IsEmpty = IsEmpty };

    /// <summary>Whether <c>x - y</c> is <paramref name="most"/> at most.</summary>
    public bool Proves(int x, int y, long most) => IsEmpty || _most[(x * Size) + y] <= most;

    /// <summary>From here on, <c>x - y</c> is <paramref name="most"/> at most.</summary>
    public void Assume(int x, int y, long most)
    {
        if (Proves(x, y, most))
        {
            return;
        }

        for (int from = 0; from < Size; from++)
        {
            long first = _most[(from * Size) + x];
            if (first >= Unbounded)
            {
                continue;
            }

            for (int to = 0; to < Size; to++)
            {
                long second = _most[(y * Size) + to];
                if (second < Unbounded && first + most + second < _most[(from * Size) + to])
                {
                    _most[(from * Size) + to] = first + most + second;
                }
            }
        }

        IsEmpty |= _most[x * (Size + 1)] < 0 || _most[y * (Size + 1)] < 0;
    }

    public void Forget(int x)
    {
        for (int other = 0; other < Size; other++)
        {
            if (other != x)
            {
                _most[(x * Size) + other] = _most[(other * Size) + x] = Unbounded;
            }
        }
    }

    /// <summary><c>x = y + constant</c>, where x may be y.</summary>
    public void Set(int x, int y, long constant)
    {
        if (x != y)
        {
            Forget(x);
            Assume(x, y, constant);
            Assume(y, x, -constant);
            return;
        }

        for (int other = 0; other < Size; other++)
        {
            if (other != x)
            {
                Shift(ref _most[(x * Size) + other], constant);
                Shift(ref _most[(other * Size) + x], -constant);
            }
        }
    }

    /// <summary>What holds on both ways that lead here; null is a way that nobody comes.</summary>
    public static Zone? Join(Zone? one, Zone? other) => one is null or { IsEmpty: true } ? other : other is null or { IsEmpty: true } ? one : Merge(one, other, static (a, b) => Math.Max(a, b));

    /// <summary>What of one still holds in the next: what changed from round to round of a loop is given up, so that the rounds end.</summary>
    public static Zone Widen(Zone one, Zone next) => Merge(one, next, static (a, b) => b <= a ? a : Unbounded);

    public bool IsWithin(Zone other)
    {
        for (int i = 0; i < _most.Length; i++)
        {
            if (_most[i] > other._most[i])
            {
                return IsEmpty;
            }
        }

        return true;
    }

    private static Zone Merge(Zone one, Zone other, Func<long, long, long> merge)
    {
        var merged = new long[Size * Size];
        for (int i = 0; i < merged.Length; i++)
        {
            merged[i] = merge(one._most[i], other._most[i]);
        }

        return new Zone(merged);
    }

    private static void Shift(ref long most, long by) => most = most >= Unbounded ? Unbounded : most + by;
}
