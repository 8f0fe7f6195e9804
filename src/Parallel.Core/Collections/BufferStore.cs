using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>Keeps a buffer's items in some order and makes threads and tasks wait for items and for space.</summary>
/// <remarks>
/// A wait that ends early (time, token, interrupt) either moved its item or left everything as it was. No user code runs on the thread that ends
/// somebody else's wait, and a blocked thread wakes without the thread pool's help.
/// </remarks>
internal abstract class BufferStore<T>
{
    public abstract int Count { get; }

    /// <summary>Ends when the store is closed and empty.</summary>
    public abstract Task Completion { get; }

    /// <summary>False when there is no space or the store is closed.</summary>
    public abstract bool TryWrite(T item);

    /// <summary>False when there is no item.</summary>
    public abstract bool TryRead([MaybeNullWhen(false)] out T item);

    /// <summary>For when <see cref="TryWrite"/> has failed.</summary>
    public abstract BufferOutcome Write(T item, int milliseconds, CancellationToken cancellationToken);

    /// <summary>For when <see cref="TryRead"/> has failed.</summary>
    public abstract BufferOutcome Read([MaybeNull] out T item, int milliseconds, CancellationToken cancellationToken);

    public abstract ValueTask WriteAsync(T item, CancellationToken cancellationToken);

    public abstract ValueTask<T> ReadAsync(CancellationToken cancellationToken);

    /// <summary>False when no item will come any more.</summary>
    public abstract ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken);

    /// <summary>Always called with the same error; calls after the first change nothing.</summary>
    public abstract void Close(Exception? error);
}
