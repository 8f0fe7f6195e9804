using System.Collections.Concurrent;
using System.Threading.Channels;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Collections;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>One producer and one consumer, with a buffer between them.</summary>
internal sealed class BufferWorkload : IWorkload
{
    private const int Items = 200_000;
    private const int Places = 1024;
    private const double Most = 1.1;
    private const string Blocking = ", blocking";
    private const string Await = ", await";
    private const string Bare = "Channel";
    private const string Ours = "BlockingBuffer";

    public string Name => "buffer";

    public void Run(CompareSession session)
    {
        using var crew = new ThreadCrew(2);
        foreach (bool isBounded in (bool[])[true, false])
        {
            string kind = isBounded ? $"{Places:N0} places" : "unbounded";
            long sum = 0;
            Channel<long> channel = isBounded ? Channel.CreateBounded<long>(Places) : Channel.CreateUnbounded<long>();
            BlockingBuffer<long> buffer = isBounded ? BlockingBuffer.Fifo<long>(Places) : BlockingBuffer.Fifo<long>();
            using BlockingCollection<long> collection = isBounded ? new(Places) : new();
            var race = new Race($"buffer, {kind}, {Items:N0} items from one thread to another") { Checksum = () => sum, Items = Items };
            Add(ContenderRole.Sequential, Bare + Blocking, () => Produce(channel.Writer), () => Consume(channel.Reader));
            Add(ContenderRole.Ours, Ours + Blocking, () => Produce(buffer), () => Consume(buffer));
            Add(ContenderRole.Peer, "BlockingCollection", () => Produce(collection), () => Consume(collection));
            Add(ContenderRole.Sequential, Bare + Await, () => ProduceAsync(channel.Writer).GetAwaiter().GetResult(), () => ConsumeAsync(channel.Reader).GetAwaiter().GetResult());
            Add(ContenderRole.Ours, Ours + Await, () => ProduceAsync(buffer).GetAwaiter().GetResult(), () => ConsumeAsync(buffer).GetAwaiter().GetResult());
            RaceResult result = session.Race(race, session.LongCalls with { MaxRounds = 101, Budget = 2 * session.LongCalls.Budget });
            foreach (string form in (string[])[Blocking, Await])
            {
                double ratio = result.Seconds(Ours + form) / result.Seconds(Bare + form);
                session.AddTarget(Name, $"{kind}{form}: <= {Text.Ratio(Most)} x the bare channel", $"{Text.Ratio(ratio)} x", ratio <= Most);
            }

            void Add(ContenderRole role, string name, Action produce, Func<long> consume) => race.Add(role, name, calls =>
            {
                for (; calls > 0; calls--)
                {
                    crew.Run(i =>
                    {
                        if (i == 0)
                            produce();
                        else
                            sum = consume();
                    });
                }
            });
        }
    }

    private static void Produce(ChannelWriter<long> writer)
    {
        for (long i = 0; i < Items; i++)
        {
            while (!writer.TryWrite(i))
                writer.WaitToWriteAsync().AsTask().Wait();
        }
    }

    private static long Consume(ChannelReader<long> reader)
    {
        long sum = 0;
        for (int i = 0; i < Items; i++)
        {
            long item;
            while (!reader.TryRead(out item))
                reader.WaitToReadAsync().AsTask().Wait();
            sum += item;
        }

        return sum;
    }

    private static void Produce(BlockingBuffer<long> buffer)
    {
        for (long i = 0; i < Items; i++)
            buffer.Put(i);
    }

    private static long Consume(BlockingBuffer<long> buffer)
    {
        long sum = 0;
        for (int i = 0; i < Items; i++)
            sum += buffer.Get();
        return sum;
    }

    private static void Produce(BlockingCollection<long> collection)
    {
        for (long i = 0; i < Items; i++)
            collection.Add(i);
    }

    private static long Consume(BlockingCollection<long> collection)
    {
        long sum = 0;
        for (int i = 0; i < Items; i++)
            sum += collection.Take();
        return sum;
    }

    private static async Task ProduceAsync(ChannelWriter<long> writer)
    {
        for (long i = 0; i < Items; i++)
            await writer.WriteAsync(i).ConfigureAwait(false);
    }

    private static async Task<long> ConsumeAsync(ChannelReader<long> reader)
    {
        long sum = 0;
        for (int i = 0; i < Items; i++)
            sum += await reader.ReadAsync().ConfigureAwait(false);
        return sum;
    }

    private static async Task ProduceAsync(BlockingBuffer<long> buffer)
    {
        for (long i = 0; i < Items; i++)
            await buffer.PutAsync(i).ConfigureAwait(false);
    }

    private static async Task<long> ConsumeAsync(BlockingBuffer<long> buffer)
    {
        long sum = 0;
        for (int i = 0; i < Items; i++)
            sum += await buffer.GetAsync().ConfigureAwait(false);
        return sum;
    }
}
