namespace ParallelCore.ColdProbe;

/// <summary>Counts the primes below a limit in every form, each in a method of its own, as a first program would.</summary>
internal static class PrimeCounters
{
    private static int s_count;

    public static int Count(string form, int limit) => form switch
    {
        "plain" => Plain(limit),
        "index" => Index(limit),
        "index-method" => IndexMethod(limit),
        "chunk" => Chunk(limit),
        "sequence" => Sequence(limit),
        "sequence-method" => SequenceMethod(limit),
        "parallel-for" => ParallelFor(limit),
        "parallel-for-method" => ParallelForMethod(limit),
        "plinq" => Plinq(limit),
        "plinq-method" => PlinqMethod(limit),
        _ => throw new ArgumentException($"No form is called '{form}'.", nameof(form)),
    };

    private static int Plain(int limit)
    {
        int count = 0;
        for (int i = 0; i < limit; i++)
        {
            if (IsPrime(i))
                count++;
        }

        return count;
    }

    private static int Index(int limit)
    {
        int count = 0;
        ParallelRange.Run(0, limit, i =>
        {
            if (IsPrime(i))
                Interlocked.Increment(ref count);
        });
        return count;
    }

    private static int IndexMethod(int limit)
    {
        s_count = 0;
        ParallelRange.Run(0, limit, CountIfPrime);
        return s_count;
    }

    private static int Chunk(int limit)
    {
        int count = 0;
        ParallelRange.Run(0, limit, ChunkPolicy.Auto, (start, end) =>
        {
            int found = 0;
            for (int i = start; i < end; i++)
            {
                if (IsPrime(i))
                    found++;
            }

            Interlocked.Add(ref count, found);
        });
        return count;
    }

    private static int Sequence(int limit) => (int)ParallelRange.From(0, limit).Where(i => IsPrime(i)).Count();

    private static int SequenceMethod(int limit) => (int)ParallelRange.From(0, limit).Where(IsPrime).Count();

    private static int ParallelFor(int limit)
    {
        int count = 0;
        Parallel.For(0, limit, i =>
        {
            if (IsPrime(i))
                Interlocked.Increment(ref count);
        });
        return count;
    }

    private static int ParallelForMethod(int limit)
    {
        s_count = 0;
        Parallel.For(0, limit, CountIfPrime);
        return s_count;
    }

    private static int PlinqMethod(int limit) => ParallelEnumerable.Range(0, limit).Where(IsPrime).Count();

    private static int Plinq(int limit) => ParallelEnumerable.Range(0, limit).Where(i => IsPrime(i)).Count();

    private static void CountIfPrime(int n)
    {
        if (IsPrime(n))
            Interlocked.Increment(ref s_count);
    }

    private static bool IsPrime(int n)
    {
        if (n <= 1)
            return false;
        int root = (int)Math.Sqrt(n);
        for (int i = 2; i <= root; i++)
        {
            if (n % i == 0)
                return false;
        }

        return true;
    }
}
