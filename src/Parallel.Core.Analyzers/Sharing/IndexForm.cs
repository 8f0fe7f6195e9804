namespace ParallelCore.Analyzers.Sharing;

/// <summary>What an index is made of.</summary>
[Flags]
internal enum IndexParts
{
    None = 0,

    /// <summary>A number that only this iteration has.</summary>
    Iteration = 1,

    /// <summary>An inner loop's variable that runs over the same numbers in each iteration.</summary>
    Inner = 2,

    /// <summary>Something that depends on the iteration in a way that isn't followed.</summary>
    Dependent = 4,

    /// <summary>A value that was looked up or computed from data.</summary>
    Data = 8,

    /// <summary>A number that several iterations map to: a quotient, a remainder, some bits.</summary>
    Folded = 16,

    /// <summary>A key of the item that is likely to be unique.</summary>
    Identity = 32,

    /// <summary>Reaches over the bounds of its chunk.</summary>
    Overreach = 64,

    Unknown = 128,

    /// <summary>A quotient.</summary>
    Quotient = 256,

    /// <summary>A remainder.</summary>
    Remainder = 512,

    /// <summary>An inner loop's variable that runs from the iteration's number to an end that is the same for all, or the other way round.</summary>
    Sweep = 1024,
}

/// <summary>Whether two iterations can meet at an index.</summary>
internal enum IndexClass
{
    /// <summary>Can't be told.</summary>
    Unknown,

    /// <summary>No two iterations have the same.</summary>
    Own,

    /// <summary>All iterations have the same.</summary>
    Independent,

    /// <summary>Several iterations have the same.</summary>
    Folded,

    /// <summary>Depends on data: likely the same for some.</summary>
    Data,

    /// <summary>Neighbouring iterations or chunks overlap.</summary>
    Overlap,

    /// <summary>The inner loops of several iterations run over it.</summary>
    Swept,
}

/// <summary>An index as a sum of products. A factor's first character says what it is: <c>#</c> the iteration, <c>~</c> an inner loop, <c>?</c> anything opaque, or the name of something outside.</summary>
internal sealed class IndexForm
{
    private readonly SortedDictionary<string, long> _terms;

    private IndexForm(SortedDictionary<string, long> terms, long constant, IndexParts parts, long innerWidth)
    {
        _terms = terms;
        Constant = constant;
        Parts = parts;
        InnerWidth = innerWidth;
    }

    public static readonly IndexForm Unknown = new(new(StringComparer.Ordinal), 0, IndexParts.Unknown, 0);

    public long Constant { get; }

    public IndexParts Parts { get; }

    /// <summary>How many numbers the inner loops run over, where that is a constant.</summary>
    public long InnerWidth { get; }

    public bool IsConstant => _terms.Count == 0 && Parts == IndexParts.None;

    public bool DependsOnIteration => (Parts & ~IndexParts.Inner) != 0;

    public static IndexForm Of(long constant) => new(new(StringComparer.Ordinal), constant, IndexParts.None, 0);

    public static IndexForm Of(string factor, IndexParts parts = IndexParts.None, long innerWidth = 0) =>
        new(new(StringComparer.Ordinal) { [factor] = 1 }, 0, parts, innerWidth);

    public IndexForm With(IndexParts parts) => new(_terms, Constant, Parts | parts, InnerWidth);

    public IndexForm Plus(IndexForm other, long sign = 1)
    {
        var terms = new SortedDictionary<string, long>(_terms, StringComparer.Ordinal);
        foreach (KeyValuePair<string, long> term in other._terms)
        {
            terms.TryGetValue(term.Key, out long factor);
            factor += sign * term.Value;
            if (factor == 0)
            {
                terms.Remove(term.Key);
            }
            else
            {
                terms[term.Key] = factor;
            }
        }

        return new IndexForm(terms, Constant + (sign * other.Constant), Parts | other.Parts, Math.Max(InnerWidth, other.InnerWidth));
    }

    public IndexForm Times(IndexForm other)
    {
        var terms = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, long> left in _terms)
        {
            foreach (KeyValuePair<string, long> right in other._terms)
            {
                Add(terms, Product(left.Key, right.Key), left.Value * right.Value);
            }

            Add(terms, left.Key, left.Value * other.Constant);
        }

        foreach (KeyValuePair<string, long> right in other._terms)
        {
            Add(terms, right.Key, right.Value * Constant);
        }

        return new IndexForm(terms, Constant * other.Constant, Parts | other.Parts, Math.Max(InnerWidth, other.InnerWidth));
    }

    public IndexClass Class
    {
        get
        {
            if ((Parts & IndexParts.Overreach) != 0)
            {
                return IndexClass.Overlap;
            }

            if ((Parts & (IndexParts.Unknown | IndexParts.Dependent)) != 0)
            {
                return IndexClass.Unknown;
            }

            if ((Parts & IndexParts.Sweep) != 0)
            {
                return Parts == IndexParts.Sweep && _terms.Count == 1 && _terms.Keys.First()[0] == '~' ? IndexClass.Swept : IndexClass.Unknown;
            }

            if ((Parts & IndexParts.Folded) != 0)
            {
                // A quotient and a remainder put together again, or added to the iteration itself, may well be unique.
                bool both = (Parts & (IndexParts.Quotient | IndexParts.Remainder)) == (IndexParts.Quotient | IndexParts.Remainder);
                return both || HasIterationTerm() ? IndexClass.Unknown : IndexClass.Folded;
            }

            if ((Parts & IndexParts.Data) != 0)
            {
                return HasIterationTerm() ? IndexClass.Unknown : IndexClass.Data;
            }

            if ((Parts & IndexParts.Identity) != 0)
            {
                return IndexClass.Unknown;
            }

            return (Parts & IndexParts.Iteration) == 0 ? IndexClass.Independent : ClassOfIteration();
        }
    }

    /// <summary>What the iteration's number is multiplied with, and what is added; null when it occurs in powers or not at all.</summary>
    public (IndexForm Factor, IndexForm Base)? Split()
    {
        var factor = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var rest = new SortedDictionary<string, long>(StringComparer.Ordinal);
        string? iteration = null;
        long constant = 0;
        foreach (KeyValuePair<string, long> term in _terms)
        {
            string[] factors = term.Key.Split('*');
            string? found = factors.FirstOrDefault(static f => f[0] == '#');
            if (found is null)
            {
                rest[term.Key] = term.Value;
                continue;
            }

            iteration ??= found;
            if (iteration != found || factors.Count(static f => f[0] == '#') > 1)
            {
                return null;
            }

            string others = string.Join("*", factors.Where(static f => f[0] != '#'));
            if (others.Length == 0)
            {
                constant = term.Value;
            }
            else
            {
                factor[others] = term.Value;
            }
        }

        return iteration is null ? null : (new IndexForm(factor, constant, IndexParts.None, 0), new IndexForm(rest, Constant, Parts & IndexParts.Inner, InnerWidth));
    }

    public bool HasInnerTerm => _terms.Keys.Any(static key => key[0] == '~' || key.Contains("*~"));

    /// <summary>An inner loop's variable and nothing else but a constant.</summary>
    public bool IsPlainInner => _terms.Count == 1 && _terms.Keys.First()[0] == '~' && _terms.Values.First() == 1 && Parts == IndexParts.Inner;

    public bool SameTerms(IndexForm other) => _terms.Count == other._terms.Count && _terms.SequenceEqual(other._terms);

    /// <summary>The same but for a constant.</summary>
    public bool IsSameSum(IndexForm other) => SameTerms(other) && Parts == other.Parts;

    public bool IsSame(IndexForm other) => SameTerms(other) && Constant == other.Constant && Parts == other.Parts && (Parts & IndexParts.Unknown) == 0;

    /// <summary>Whether this is a multiple of the other, other than none of it.</summary>
    public bool IsMultipleOf(IndexForm other)
    {
        for (long times = -2; times <= 2; times++)
        {
            IndexForm difference = Plus(other.Times(Of(times)), -1);
            if (times != 0 && difference._terms.Count == 0 && difference.Constant == 0)
            {
                return true;
            }
        }

        return false;
    }

    private IndexClass ClassOfIteration()
    {
        if (!HasInnerTerm)
        {
            return IndexClass.Own;
        }

        if (Split() is not { } split || !split.Factor.IsConstant)
        {
            return IndexClass.Own;
        }

        if (!_terms.Keys.Any(static key => key[0] == '~' && key.IndexOf('*') < 0))
        {
            // A row's begin: how wide a row is, data say, and it may be wide enough.
            return IndexClass.Unknown;
        }

        long factor = Math.Abs(split.Factor.Constant);
        return factor == 1 || InnerWidth > factor ? IndexClass.Overlap : IndexClass.Unknown;
    }

    private bool HasIterationTerm() => _terms.Keys.Any(static key => key[0] == '#' || key.Contains("*#"));

    private static string Product(string left, string right) =>
        string.Join("*", left.Split('*').Concat(right.Split('*')).OrderBy(static factor => factor, StringComparer.Ordinal));

    private static void Add(SortedDictionary<string, long> terms, string key, long value)
    {
        if (value == 0)
        {
            return;
        }

        terms.TryGetValue(key, out long present);
        if (present + value == 0)
        {
            terms.Remove(key);
        }
        else
        {
            terms[key] = present + value;
        }
    }
}

/// <summary>Whether two indices of different iterations meet.</summary>
internal enum Meeting
{
    Unknown,
    Never,
    Likely,
}

internal static class IndexComparison
{
    /// <param name="firstIndex">Where the loop starts, if that is a constant.</param>
    public static Meeting Compare(IndexForm write, IndexForm other, long? firstIndex)
    {
        IndexClass one = write.Class, two = other.Class;
        if (one == IndexClass.Own && two == IndexClass.Own)
        {
            return CompareOwn(write, other);
        }

        if (one == IndexClass.Own && two == IndexClass.Independent)
        {
            return CompareWithFixed(write, other, firstIndex);
        }

        if (one == IndexClass.Independent && two == IndexClass.Own)
        {
            return CompareWithFixed(other, write, firstIndex);
        }

        return one == IndexClass.Own && two == IndexClass.Overlap && ReachesAround(write, other) ? Meeting.Likely : Meeting.Unknown;
    }

    /// <summary><c>a[i + k]</c> for an inner loop's <c>k</c>, beside <c>a[i]</c>: a window around each iteration's element, which holds those of its neighbours.</summary>
    private static bool ReachesAround(IndexForm write, IndexForm other) =>
        other.Parts == (IndexParts.Iteration | IndexParts.Inner) && other.InnerWidth != 1
        && write.Split() is { Factor: { IsConstant: true, Constant: 1 } } one && other.Split() is { Factor: { IsConstant: true, Constant: 1 } } two
        && two.Base.Plus(one.Base, -1).IsPlainInner;

    private static Meeting CompareOwn(IndexForm write, IndexForm other)
    {
        if (write.Split() is not { } one || other.Split() is not { } two)
        {
            return Meeting.Unknown;
        }

        IndexForm distance = one.Base.Plus(two.Base, -1);
        if (one.Factor.SameTerms(two.Factor) && one.Factor.Constant == two.Factor.Constant)
        {
            if (distance.IsConstant || distance.SameTerms(IndexForm.Of(0)))
            {
                if (distance.Constant == 0)
                {
                    return Meeting.Never;
                }

                if (one.Factor.IsConstant)
                {
                    return distance.Constant % one.Factor.Constant == 0 ? Meeting.Likely : Meeting.Never;
                }
            }

            return !one.Factor.IsConstant && distance.IsMultipleOf(one.Factor) ? Meeting.Likely : Meeting.Unknown;
        }

        if (!one.Factor.IsConstant || !two.Factor.IsConstant || !distance.IsConstant || one.Factor.Constant < 0 || two.Factor.Constant < 0)
        {
            return Meeting.Unknown;
        }

        long divisor = Divisor(one.Factor.Constant, two.Factor.Constant);
        return distance.Constant % divisor == 0 ? Meeting.Likely : Meeting.Never;
    }

    private static Meeting CompareWithFixed(IndexForm own, IndexForm other, long? firstIndex)
    {
        if (own.Split() is not { Factor.IsConstant: true } split)
        {
            return Meeting.Unknown;
        }

        if (other.IsConstant && firstIndex is { } first && split.Base.IsConstant && split.Factor.Constant > 0)
        {
            long lowest = (first * split.Factor.Constant) + split.Base.Constant;
            return other.Constant >= lowest && (other.Constant - lowest) % split.Factor.Constant == 0 ? Meeting.Likely : Meeting.Never;
        }

        return other.IsPlainInner && split.Base.IsConstant ? Meeting.Likely : Meeting.Unknown;
    }

    private static long Divisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return Math.Max(1, Math.Abs(a));
    }
}
