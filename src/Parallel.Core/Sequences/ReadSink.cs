using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class ReadSink<T> : Sink<T>
{
    public static readonly ReadSink<T> Instance = new();

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        var read = Unsafe.As<ReadFrame<T>>(frame);
        items.CopyTo(read.Items.AsSpan(read.Count));
        read.Count += items.Length;
    }
}
