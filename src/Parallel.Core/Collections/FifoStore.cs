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

    public override ValueTask WriteAsync(T item, CancellationToken cancellationToken) => _writer.WriteAsync(item, cancellationToken);

    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken) => _reader.ReadAsync(cancellationToken);

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) => _reader.WaitToReadAsync(cancellationToken);

    public override void Close(Exception? error) => _writer.TryComplete(error);
}
