using System.Threading.Tasks.Dataflow;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Reads the lines of a log, parses them on all cores, and writes a table in order.</summary>
internal sealed class AsyncPipelineWorkload : IWorkload
{
    private const double LeastSpeedUp = 1.7;
    private const long MostResident = 200L << 20;
    private const int WriteBuffer = 1 << 16;
    private const string ReadLines = "File.ReadLines";
    private const string Bytes = "lines in UTF-8";
    private const string Ours = "Pipeline";
    private const string Dataflow = "TPL Dataflow";
    private const string Plinq = "PLINQ over File.ReadLines";

    public string Name => "async-pipeline";

    public void Run(CompareSession session)
    {
        string folder = Directory.CreateTempSubdirectory("parallel-core-").FullName;
        try
        {
            string log = Path.Combine(folder, "log");
            LogLines.Make(log, session.IsQuick ? 64L << 20 : 1L << 30);
            Measure(session, log, Path.Combine(folder, "table"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Measure(CompareSession session, string log, string table)
    {
        GC.Collect();
        long resident = MostWhile(() => RunPipeline(log, table));
        var race = new Race($"a log of {new FileInfo(log).Length >> 20} MB: read, parse, write") { Checksum = () => Checksum(table) }
            .Add(ContenderRole.Sequential, ReadLines, Repeat(() => RunPlain(log, table)))
            .Add(ContenderRole.Sequential, Bytes, Repeat(() => RunBytes(log, table)))
            .Add(ContenderRole.Ours, Ours, Repeat(() => RunPipeline(log, table)))
            .Add(ContenderRole.Peer, Dataflow, Repeat(() => RunDataflow(log, table)))
            .Add(ContenderRole.Peer, Plinq, Repeat(() => RunPlinq(log, table)));
        RaceResult result = session.Race(race, session.LongCalls with { WarmUps = 1, MinRounds = 3, CountBytes = false });
        double ours = result.Seconds(Ours);
        Judge($">= {Text.Ratio(LeastSpeedUp)} x as fast as the loop over {ReadLines}", result.Seconds(ReadLines) / ours, LeastSpeedUp);
        Judge($"faster than {Dataflow}", result.Seconds(Dataflow) / ours, 1);
        Judge($"faster than {Plinq}", result.Seconds(Plinq) / ours, 1);
        session.AddTarget(Name, $"<= {MostResident >> 20} MB resident", $"{resident >> 20} MB", resident <= MostResident);

        void Judge(string goal, double speedUp, double least) => session.AddTarget(Name, goal, $"{Text.Ratio(speedUp)} x", speedUp >= least);
    }

    private static void RunPlain(string log, string table)
    {
        using FileStream file = File.Create(table, 1);
        byte[] buffer = new byte[WriteBuffer];
        int length = 0;
        foreach (string line in File.ReadLines(log))
        {
            LogLines.Write(file, buffer, ref length, LogLines.Parse(line));
        }

        file.Write(buffer, 0, length);
    }

    /// <summary>The same without a string per line.</summary>
    private static void RunBytes(string log, string table)
    {
        using FileStream source = File.OpenRead(log);
        using FileStream file = File.Create(table, 1);
        byte[] output = new byte[WriteBuffer];
        byte[] input = new byte[WriteBuffer];
        int length = 0;
        int end = 0;
        for (int read; (read = source.Read(input, end, input.Length - end)) > 0;)
        {
            end += read;
            Span<byte> rest = input.AsSpan(0, end);
            for (int next; (next = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(next + 1)..])
            {
                LogLines.Write(file, output, ref length, LogLines.Parse(rest[..next]));
            }

            rest.CopyTo(input);
            end = rest.Length;
        }

        file.Write(output, 0, length);
    }

    private static void RunPipeline(string log, string table)
    {
        using FileStream source = new(log, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using FileStream file = File.Create(table, 1);
        byte[] buffer = new byte[WriteBuffer];
        int length = 0;
        Pipeline.Lines(source, 4096).Compute(static line => LogLines.Parse(line.Span), 4096).ForEach((entry, _) =>
        {
            LogLines.Write(file, buffer, ref length, entry);
            return default;
        }).GetAwaiter().GetResult();
        file.Write(buffer, 0, length);
    }

    private static void RunDataflow(string log, string table)
    {
        using FileStream file = File.Create(table, 1);
        byte[] buffer = new byte[WriteBuffer];
        int length = 0;
        var parse = new TransformBlock<string, LogEntry>(LogLines.Parse, new ExecutionDataflowBlockOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, BoundedCapacity = 4096, EnsureOrdered = true, SingleProducerConstrained = true });
        var write = new ActionBlock<LogEntry>(entry => LogLines.Write(file, buffer, ref length, entry), new ExecutionDataflowBlockOptions { BoundedCapacity = 4096, SingleProducerConstrained = true });
        parse.LinkTo(write, new DataflowLinkOptions { PropagateCompletion = true });
        SendAsync().GetAwaiter().GetResult();
        file.Write(buffer, 0, length);

        async Task SendAsync()
        {
            foreach (string line in File.ReadLines(log))
            {
                if (!parse.Post(line))
                {
                    await parse.SendAsync(line).ConfigureAwait(false);
                }
            }

            parse.Complete();
            await write.Completion.ConfigureAwait(false);
        }
    }

    private static void RunPlinq(string log, string table)
    {
        using FileStream file = File.Create(table, 1);
        byte[] buffer = new byte[WriteBuffer];
        int length = 0;
        foreach (LogEntry entry in File.ReadLines(log).AsParallel().AsOrdered().Select(LogLines.Parse))
        {
            LogLines.Write(file, buffer, ref length, entry);
        }

        file.Write(buffer, 0, length);
    }

    private static long Checksum(string table)
    {
        byte[] buffer = new byte[WriteBuffer];
        using FileStream file = File.OpenRead(table);
        long sum = 0;
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            foreach (byte letter in buffer.AsSpan(0, read))
            {
                sum = (sum * 31) + letter;
            }
        }

        return sum;
    }

    /// <summary>The most memory that the process had while it ran.</summary>
    private static long MostWhile(Action run)
    {
        long most = 0;
        using var timer = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, 0, 10);
        run();
        return Math.Max(most, Environment.WorkingSet);
    }

    private static Action<int> Repeat(Action run) => calls =>
    {
        for (; calls > 0; calls--)
        {
            run();
        }
    };
}
