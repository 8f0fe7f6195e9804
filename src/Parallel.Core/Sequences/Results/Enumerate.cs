using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Hands out the items of a chain one by one, in order: a window of the source is run in parallel when the items of the one before have been taken. In
/// between nothing runs, and no worker is held.</summary>
internal static class Enumeration
{
    public static IEnumerator<T> Of<T>(Stage<T> source, SequenceSettings settings)
    {
        using var windows = new Windows<T>(source, settings);
        while (windows.Next())
        {
            for (int i = 0; i < windows.Count; i++)
            {
                Segment<T> segment = windows[i];
                for (int item = 0; item < segment.Count; item++)
                {
                    windows.ThrowIfCancelled();
                    yield return segment.Items![segment.Offset + item];
                }
            }
        }
    }

    /// <summary>The same, each window being run by a thread of the pool, and whoever comes to help, while the caller awaits it.</summary>
    public static async IAsyncEnumerable<T> AsyncOf<T>(Stage<T> source, SequenceSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CancellationToken own = settings.Options?.CancellationToken ?? default;
        using CancellationTokenSource? either = own.CanBeCanceled && cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(own, cancellationToken)
            : null;
        CancellationToken token = either is not null ? either.Token : own.CanBeCanceled ? own : cancellationToken;
        using var windows = new Windows<T>(source, settings.With(options => options.CancellationToken = token));
        while (await Task.Run(windows.Next, CancellationToken.None).ConfigureAwait(false))
        {
            for (int i = 0; i < windows.Count; i++)
            {
                Segment<T> segment = windows[i];
                for (int item = 0; item < segment.Count; item++)
                {
                    windows.ThrowIfCancelled();
                    yield return segment.Items![segment.Offset + item];
                }
            }
        }
    }
}

/// <summary>The items of a chain, a window of its source at a time, for one enumeration.</summary>
internal sealed class Windows<T>(Stage<T> source, SequenceSettings settings) : IDisposable
{
    private readonly Execution _execution = new(settings) { HandsOut = true };
    private CollectPass<T>? _pass;

    /// <summary>The parts of the present window.</summary>
    public int Count => _pass!.Segments.Length;

    public Segment<T> this[int index] => _pass!.Segments[index];

    /// <summary>Runs the next window, unless the last one ended with a failure, which its items came before. False when there are no more.</summary>
    public bool Next()
    {
        try
        {
            _execution.CancellationToken.ThrowIfCancellationRequested();
            return (_pass ??= new CollectPass<T>(source, _execution, takesWhile: null)).GatherNext(mayCut: true);
        }
        catch (Exception e)
        {
            _execution.End(e);
            throw;
        }
    }

    public void ThrowIfCancelled()
    {
        if (_execution.CancellationToken.IsCancellationRequested)
        {
            Next();
        }
    }

    public void Dispose()
    {
        _pass?.Dispose();
        _execution.End(null);
    }
}
