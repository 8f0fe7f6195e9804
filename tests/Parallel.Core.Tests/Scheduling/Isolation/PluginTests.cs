using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Docs;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>A plugin that called the host's copy of the library can be unloaded as soon as its calls have returned.</summary>
public sealed class PluginTests
{
    private static readonly Lazy<byte[]> s_image = new(Compile);
    private static readonly Lazy<bool> s_isHot = new(Warm);

    [Theory]
    [InlineData("LoopOfAStruct")]
    [InlineData("LoopWithAState")]
    [InlineData("LoopWithALambda")]
    [InlineData("LoopOfAStructInALoop")]
    [InlineData("ForkWithAResult")]
    [InlineData("ForkOfAStruct")]
    [InlineData("Spawn")]
    [InlineData("Sort")]
    [InlineData("Sequence")]
    [InlineData("Reduction")]
    [InlineData("ParallelFor")]
    [InlineData("Plinq")]
    public void Unload_AfterACall_Ends(string call)
    {
        Garbage.IsCollected(LoadCallUnload(call, together: false)).Should().BeTrue("the calling thread lets go");
        Garbage.IsCollected(LoadCallUnload(call, together: true)).Should().BeTrue("the other workers let go");
    }

    /// <summary>What a pool thread's own code holds on its stack is another thing once the runtime has optimized it.</summary>
    [Theory]
    [InlineData("LoopOfAStruct")]
    [InlineData("LoopWithAState")]
    [InlineData("LoopOfAStructInALoop")]
    public void Unload_ThePoolsCodeIsHot_Ends(string call)
    {
        s_isHot.Value.Should().BeTrue();
        using var fresh = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        Garbage.IsCollected(LoadCallUnload(call, together: true, fresh)).Should().BeTrue("the other workers let go");
    }

    private static bool Warm()
    {
        for (int i = 0; i < Effort.Pick(quick: 40, full: 3_000); i++)
        {
            using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
            for (int k = 0; k < 20; k++)
                Pair.Run(new RangeOptions { Scheduler = scheduler }, static _ => { });
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadCallUnload(string call, bool together, WorkStealingScheduler? scheduler = null)
    {
        var context = new AssemblyLoadContext("plugin", isCollectible: true);
        context.Resolving += static (_, name) => name.Name == typeof(ParallelRange).Assembly.GetName().Name ? typeof(ParallelRange).Assembly : null;
        MethodInfo method = context.LoadFromStream(new MemoryStream(s_image.Value)).GetType("Plugin")!.GetMethod(call)!;
        var meeting = new Meeting();
        bool meets = together || call is "ParallelFor" or "Plinq";
        method.CreateDelegate<Action<WorkStealingScheduler, Action>>()(scheduler ?? Schedulers.Of(meets ? 2 : 1), meets ? meeting.Arrive : static () => { });
        context.Unload();
        return new WeakReference(context);
    }

    private static byte[] Compile()
    {
        var compilation = CSharpCompilation.Create(
            "Plugin",
            [CSharpSyntaxTree.ParseText(PluginSource.Code)],
            SnippetCompiler.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return image.ToArray();
    }
}
