using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace ParallelCore.Async;

/// <summary>How many items a stage takes at a time: more while they are cheap, so that none waits long for those behind it.</summary>
internal struct BlockSize(int most)
{
    private static readonly long s_short = Stopwatch.Frequency / 20_000;
    private long _begun;

    public int Value { get; private set; } = 1;

    public void Begin() => _begun = Stopwatch.GetTimestamp();

    public void End() => Value = Stopwatch.GetTimestamp() - _begun < s_short ? Math.Min(most, 2 * Value) : Math.Max(1, Value / 2);
}

/// <summary>What the stages do between their links. Nothing that a stage has made waits while the stage waits: it is passed on first.</summary>
internal static class Pumps
{
    public const int Block = 256;

    /// <summary>Items that are there, in blocks.</summary>
    public static async Task FromItems<T>(IEnumerable<T> source, Link<T> output)
    {
        var indexed = new ItemSource<T>(source).Indexed;
        if (indexed is not null)
        {
            var items = new T[(int)Math.Min(Block, indexed.Count)];
            for (long start = 0; start < indexed.Count;)
            {
                int count = 0;
                Exception? error = null;
                try
                {
                    for (; count < items.Length && start < indexed.Count; count++)
                    {
                        items[count] = indexed.At(start++);
                    }
                }
                catch (Exception e)
                {
                    error = e;
                }

                if (!await output.WriteAsync(items.AsMemory(0, count)).ConfigureAwait(false))
                {
                    return;
                }

                if (error is not null)
                {
                    ExceptionDispatchInfo.Throw(error);
                }
            }

            return;
        }

        var item = new T[1];
        foreach (T next in source) // which may block for the one after it: each is passed on first
        {
            item[0] = next;
            if (!await output.WriteAsync(item).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Items that are waited for: those that are there together are passed on together.</summary>
    public static async Task FromAwaited<T>(IAsyncEnumerator<T> source, Link<T> output)
    {
        Exception? error = null;
        try
        {
            await MoveAll(source, output).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = e;
        }

        try
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (error is null)
        {
            error = e;
        }

        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    public static async Task Select<T, TResult>(Link<T> input, Link<TResult> output, Func<T, TResult> selector)
    {
        var items = new T[Block];
        var results = new TResult[Block];
        var size = new BlockSize(Block);
        while (await input.WaitToReadAsync().ConfigureAwait(false))
        {
            int taken = input.Read(items.AsSpan(0, size.Value));
            int count = 0;
            Exception? error = null;
            size.Begin();
            try
            {
                for (; count < taken; count++)
                {
                    results[count] = selector(items[count]);
                }
            }
            catch (Exception e)
            {
                error = e;
            }

            size.End();
            await Pass(output, results, count, error).ConfigureAwait(false);
        }
    }

    public static async Task Where<T>(Link<T> input, Link<T> output, Func<T, bool> predicate)
    {
        var items = new T[Block];
        var size = new BlockSize(Block);
        while (await input.WaitToReadAsync().ConfigureAwait(false))
        {
            int taken = input.Read(items.AsSpan(0, size.Value));
            int count = 0;
            Exception? error = null;
            size.Begin();
            try
            {
                for (int i = 0; i < taken; i++)
                {
                    if (predicate(items[i]))
                    {
                        items[count++] = items[i];
                    }
                }
            }
            catch (Exception e)
            {
                error = e;
            }

            size.End();
            await Pass(output, items, count, error).ConfigureAwait(false);
        }
    }

    public static async Task SelectMany<T, TResult>(Link<T> input, Link<TResult> output, Func<T, IEnumerable<TResult>> selector)
    {
        var items = new T[1];
        while (await input.WaitToReadAsync().ConfigureAwait(false))
        {
            if (input.Read(items) > 0)
            {
                await FromItems(selector(items[0]), output).ConfigureAwait(false);
            }

            ThrowIfLeft(output);
        }
    }

    public static async Task SelectManyAwaited<T, TResult>(Link<T> input, Link<TResult> output, Func<T, CancellationToken, IAsyncEnumerable<TResult>> selector)
    {
        var items = new T[1];
        while (await input.WaitToReadAsync().ConfigureAwait(false))
        {
            if (input.Read(items) > 0)
            {
                await FromAwaited(selector(items[0], output.Left).GetAsyncEnumerator(output.Left), output).ConfigureAwait(false);
            }

            ThrowIfLeft(output);
        }
    }

    public static async Task Batch<T>(Link<T> input, Link<T[]> output, int size, TimeSpan maxDelay, TimeProvider clock)
    {
        var batch = new T[size];
        int count = 0;
        bool isDue = false;
        ITimer timer = clock.CreateTimer(
            _ =>
            {
                Volatile.Write(ref isDue, true);
                input.Nudge();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            Exception? error = null;
            while (true)
            {
                try
                {
                    if (!await input.WaitToReadAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (Exception e)
                {
                    error = e;
                    break;
                }

                bool wasEmpty = count == 0;
                count += input.Read(batch.AsSpan(count));
                if (wasEmpty && count > 0 && count < size)
                {
                    Volatile.Write(ref isDue, false);
                    timer.Change(maxDelay, Timeout.InfiniteTimeSpan);
                }

                if (count == size || (count > 0 && Volatile.Read(ref isDue)))
                {
                    timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    await PassBatch().ConfigureAwait(false);
                }
            }

            if (count > 0)
            {
                await PassBatch().ConfigureAwait(false);
            }

            if (error is not null)
            {
                ExceptionDispatchInfo.Throw(error);
            }
        }

        async ValueTask PassBatch()
        {
            T[] full = count == size ? batch : batch[..count];
            batch = new T[size];
            count = 0;
            await Pass(output, [full], 1, null).ConfigureAwait(false);
        }
    }

    /// <summary>The last stage: one item after another, in order.</summary>
    public static async Task<long> ForEach<T>(Link<T> input, Func<T, CancellationToken, ValueTask> body)
    {
        var items = new T[Block];
        var size = new BlockSize(Block);
        long done = 0;
        while (await input.WaitToReadAsync().ConfigureAwait(false))
        {
            int taken = input.Read(items.AsSpan(0, size.Value));
            size.Begin();
            for (int i = 0; i < taken; i++)
            {
                if (input.Left.IsCancellationRequested)
                {
                    throw new OperationCanceledException(input.Left);
                }

                await body(items[i], input.Left).ConfigureAwait(false);
                done++;
            }

            size.End();
        }

        return done;
    }

    /// <summary>Passes results on, and then the error that came after them.</summary>
    public static async ValueTask Pass<T>(Link<T> output, T[] items, int count, Exception? error)
    {
        if (!await output.WriteAsync(items.AsMemory(0, count)).ConfigureAwait(false))
        {
            ThrowIfLeft(output);
        }

        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }
    }

    private static void ThrowIfLeft<T>(Link<T> output) => output.Left.ThrowIfCancellationRequested();

    private static async Task MoveAll<T>(IAsyncEnumerator<T> source, Link<T> output)
    {
        var items = new T[Block];
        int count = 0;
        Exception? error = null;
        while (true)
        {
            ValueTask<bool> move;
            try
            {
                move = source.MoveNextAsync();
            }
            catch (Exception e)
            {
                error = e;
                break;
            }

            if (!move.IsCompleted && count > 0)
            {
                bool isLeft = !await output.WriteAsync(items.AsMemory(0, count)).ConfigureAwait(false); // what it has given must not wait for what it will give
                count = 0;
                if (isLeft)
                {
                    await ((Task)move.AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return;
                }
            }

            try
            {
                if (!await move.ConfigureAwait(false))
                {
                    break;
                }

                items[count++] = source.Current;
            }
            catch (Exception e)
            {
                error = e;
                break;
            }

            if (count == items.Length)
            {
                if (!await output.WriteAsync(items).ConfigureAwait(false))
                {
                    return;
                }

                count = 0;
            }
        }

        await Pass(output, items, count, error).ConfigureAwait(false);
    }
}
