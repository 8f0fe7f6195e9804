namespace ParallelCore.AotSmoke;

/// <summary>A struct body: its specialisation must exist ahead of time.</summary>
internal readonly struct SumBody(long[] sum) : IRangeBody
{
    public void Invoke(int start, int end)
    {
        long local = 0;
        for (int i = start; i < end; i++)
        {
            local += i;
        }

        Interlocked.Add(ref sum[0], local);
    }
}
