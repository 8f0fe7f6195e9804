using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using ParallelCore;

/// <summary>Whose machine code the first calls of a process run: the packed image's for this system and processor, but the JIT's in methods marked as its own.</summary>
internal sealed class FirstCalls : EventListener
{
    private const EventKeywords Jit = (EventKeywords)0x10;
    private const EventKeywords EntryPoints = (EventKeywords)0x2000000000;
    private const uint IsJitted = 8;
    private const uint FirstTiers = 3;

    /// <summary>Some of what is generic over the copies of a loop, and accessors of the runtime's own fields, the compiler ahead of time leaves out.</summary>
    private const int MostlyPrecompiled = 8;

    private static readonly Assembly Library = typeof(ParallelRange).Assembly;

    private readonly SortedSet<string> _precompiled = [];
    private readonly SortedSet<string> _jitted = [];
    private readonly ManualResetEventSlim _heardAll = new();

    /// <summary>To be called before any other loop. Lambdas only: what is generic over the caller's types is the JIT's in any case.</summary>
    public static bool Check()
    {
        string file = Path.GetRelativePath(AppContext.BaseDirectory, Library.Location);
#if NET10_0_OR_GREATER
        using var heard = new FirstCalls();
        ParallelRange.Run(0, 1000, Touch);
        ParallelRange.Run(0L, 1000L, i => Touch((int)i));
        ParallelRange.Run(0, 1000, 10, (start, _) => Touch(start));
        LastMethod();
        bool isComplete = heard._heardAll.Wait(TimeSpan.FromSeconds(30));

        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string image = Path.Combine("runtimes", $"{system}-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant(), "lib", "net10.0", "Parallel.Core.dll");
        string[] left = [.. LeftToTheJit()];
        string[] wrong = [.. heard._precompiled.Intersect(left)];
        string[] late = [.. heard._jitted.Except(left)];
        Console.WriteLine($"SMOKE {file}: {heard._precompiled.Count} methods precompiled, {heard._jitted.Count} compiled now, not on purpose {string.Join(' ', late)}, {wrong.Length} wrong {string.Join(' ', wrong)}");
        bool isLeft = left.Length == 0 || heard._jitted.Overlaps(left); // a marked method that was precompiled all the same may have been inlined, and so not be heard of
        return isComplete && file == image && wrong.Length == 0 && isLeft && heard._precompiled.Count > MostlyPrecompiled * late.Length;
#else
        Console.WriteLine($"SMOKE {file}");
        return file == "Parallel.Core.dll";
#endif
    }

    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(source, EventLevel.Verbose, Jit | EntryPoints);
    }

    protected override void OnEventWritten(EventWrittenEventArgs written)
    {
        string name = written.EventName ?? "";
        bool isLoad = name.StartsWith("MethodLoadVerbose", StringComparison.Ordinal);
        if (_heardAll.IsSet || !(isLoad || name == "R2RGetEntryPoint"))
            return;

        string type = (string)Value("MethodNamespace")!;
        string method = (string)Value("MethodName")!;
        if (isLoad && type == nameof(FirstCalls) && method == nameof(LastMethod))
            _heardAll.Set();
        else if (!type.StartsWith("ParallelCore.", StringComparison.Ordinal))
            return;
        else if (!isLoad && (ulong)Value("EntryPoint")! != 0)
            _precompiled.Add($"{type.Split('[')[0]}::{method}");
        else if (isLoad && (uint)Value("MethodFlags")! is var flags && (flags & IsJitted) != 0 && (flags >> 7 & 7) <= FirstTiers)
            _jitted.Add($"{type.Split('[')[0]}::{method}");

        object? Value(string field) => written.Payload![written.PayloadNames!.IndexOf(field)];
    }

    private static IEnumerable<string> LeftToTheJit() =>
        from type in Library.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == "System.Runtime.BypassReadyToRunAttribute")
        select $"{type.FullName}::{method.Name}";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Touch(int number) => GC.KeepAlive(number);

    /// <summary>Events come late and in order: with this one, which the JIT compiles for sure, all have come.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LastMethod() { }
}
