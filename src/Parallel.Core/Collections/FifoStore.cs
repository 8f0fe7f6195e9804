using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ParallelCore.Collections;

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
