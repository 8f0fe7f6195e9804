using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

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

/// <summary>A channel, and threads that block in it.</summary>
internal sealed class FifoStore<T> : BufferStore<T>
{
    private readonly ChannelWriter<T> _writer;
    private readonly ChannelReader<T> _reader;

    public FifoStore(int capacity)
    {
        Channel<T> channel = capacity == BlockingBuffer.Unbounded ? Channel.CreateUnbounded<T>() : Channel.CreateBounded<T>(capacity);
        _writer = channel.Writer;
        _reader = channel.Reader;
    }

    public override int Count => _reader.Count;

    public override Task Completion => _reader.Completion;

    public override bool TryWrite(T item) => _writer.TryWrite(item);

    public override bool TryRead([MaybeNullWhen(false)] out T item) => _reader.TryRead(out item);

    public override BufferOutcome Write(T item, int milliseconds, CancellationToken cancellationToken)
    {
        using BlockedCall call = BlockedCall.Rent();
        return call.Complete(_writer.WriteAsync(item, call.Withdrawal), milliseconds, cancellationToken);
    }

    public override BufferOutcome Read([MaybeNull] out T item, int milliseconds, CancellationToken cancellationToken)
    {
        using BlockedCall call = BlockedCall.Rent();
        return call.Complete(_reader.ReadAsync(call.Withdrawal), milliseconds, cancellationToken, out item);
    }

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken) =>
        !cancellationToken.CanBeCanceled ? _writer.WriteAsync(item, CancellationToken.None)
        : _writer.TryWrite(item) ? ValueTask.CompletedTask
        : WaitAndWriteAsync(item, cancellationToken);

    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken) =>
        !cancellationToken.CanBeCanceled ? _reader.ReadAsync(CancellationToken.None)
        : _reader.TryRead(out T? item) ? new ValueTask<T>(item)
        : Withdrawable.WaitAsync(static (reader, withdrawal) => reader.ReadAsync(withdrawal), _reader, cancellationToken);

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) =>
        !cancellationToken.CanBeCanceled ? _reader.WaitToReadAsync(CancellationToken.None)
        : Withdrawable.WaitAsync(static (reader, withdrawal) => reader.WaitToReadAsync(withdrawal), _reader, cancellationToken);

    public override void Close(Exception? error) => _writer.TryComplete(error);

    private async ValueTask WaitAndWriteAsync(T item, CancellationToken cancellationToken) => await Withdrawable.WaitAsync(
        static async (write, withdrawal) =>
        {
            await write.Writer.WriteAsync(write.Item, withdrawal).ConfigureAwait(false);
            return true;
        },
        (Writer: _writer, Item: item),
        cancellationToken).ConfigureAwait(false);
}

/// <summary>Waits for an operation of a channel that a caller's token can end.</summary>
/// <remarks>
/// The channels of .NET 10 can complete an operation twice when its token is cancelled just while the operation registers with it (dotnet/runtime issues 129796
/// and 132094, pull request 132230): a read then loses an item, and a write reports a cancellation although it has written. So an operation gets a token of its
/// own, which can't be cancelled before the operation has begun.
/// </remarks>
internal static class Withdrawable
{
    public static async ValueTask<TResult> WaitAsync<TState, TResult>(
        Func<TState, CancellationToken, ValueTask<TResult>> begin, TState state, CancellationToken cancellationToken)
    {
        using var withdrawal = new CancellationTokenSource();
        ValueTask<TResult> operation = begin(state, withdrawal.Token);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), withdrawal);
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == withdrawal.Token)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
