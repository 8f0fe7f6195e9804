using System.Runtime.CompilerServices;

namespace ParallelCore.Tests.Async;

/// <summary>
/// The ways to run a body for the numbers from 0 on, ours and the runtime's: where they promise the same, the same tests run over all of them.
/// </summary>
public enum AsyncForm
{
    Range,
    LongRange,
    Array,
    Lazy,
    Awaited,
    Local,
    RuntimeForEach,
    RuntimeFor,
}

internal static class AsyncForms
{
    /// <summary>A loop that doesn't end fails its test instead of holding up all.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    public static TheoryData<AsyncForm> All => [.. Enum.GetValues<AsyncForm>()];

    public static TheoryData<AsyncForm> Ours => [.. Enum.GetValues<AsyncForm>().Where(static form => form < AsyncForm.RuntimeForEach)];

    public static Task Run(
        this AsyncForm form, int count, int degree, Func<int, CancellationToken, ValueTask> body, CancellationToken cancellationToken = default)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = cancellationToken };
        return (form switch
        {
            AsyncForm.RuntimeForEach => Parallel.ForEachAsync(Enumerable.Range(0, count), parallel, body),
            AsyncForm.RuntimeFor => Parallel.ForAsync(0, count, parallel, body),
            _ => Run(form, count, degree, body, new AsyncOptions { CancellationToken = cancellationToken }),
        }).WaitAsync(s_longest, CancellationToken.None);
    }

    public static Task<AsyncLoopResult> Run(
        this AsyncForm form, int count, AsyncDegree degree, Func<int, CancellationToken, ValueTask> body, AsyncOptions options) => (form switch
    {
        AsyncForm.Range => ParallelRange.RunAsync(0, count, degree, body, options),
        AsyncForm.LongRange => ParallelRange.RunAsync(0L, count, degree, (i, token) => body((int)i, token), options),
        AsyncForm.Array => Enumerable.Range(0, count).ToArray().ForEachParallelAsync(degree, body, options),
        AsyncForm.Lazy => Lazy(count).ForEachParallelAsync(degree, body, options),
        AsyncForm.Awaited => Awaited(count).ForEachParallelAsync(degree, body, options),
        AsyncForm.Local => ParallelRange.RunAsync(0, count, degree, static _ => new ValueTask<object>(new object()), (i, _, token) => body(i, token), options),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    }).WaitAsync(s_longest, CancellationToken.None);

    public static IEnumerable<int> Lazy(int count)
    {
        for (int i = 0; i < count; i++)
            yield return i;
    }

    /// <summary>Every third step is pending.</summary>
    public static async IAsyncEnumerable<int> Awaited(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 3 == 0)
                await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return i;
        }
    }
}
