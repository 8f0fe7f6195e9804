using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Rules;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers;

/// <summary>Reads each call that runs bodies in parallel once, and asks every rule about it. All other code costs a look at the called method's name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ParallelBodyAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The line of an <c>.editorconfig</c> that makes mistakes in the runtime's loops and in PLINQ warnings: <c>parallel_core_runtime_loops = warning</c>.</summary>
    internal const string RuntimeLoopsOption = "parallel_core_runtime_loops";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var code = new CodeOfMethods(start.Compilation);
            var entryPoints = new EntryPoints(start.Compilation, code);
            if (!entryPoints.IsUsed)
            {
                return;
            }

            var uses = new QueryUses();
            var sequentialOperators = new SequentialOperators(start.Compilation);

            // By syntax: asking for operations would have the compiler bind every method once more.
            start.RegisterSyntaxNodeAction(
                context =>
                {
                    if (entryPoints.MayBe((InvocationExpressionSyntax)context.Node) && context.SemanticModel.GetOperation(context.Node, context.CancellationToken) is IInvocationOperation invocation)
                    {
                        Analyze(context, invocation, entryPoints, sequentialOperators, code, uses);
                    }
                },
                SyntaxKind.InvocationExpression);
            start.RegisterSyntaxNodeAction(
                context =>
                {
                    foreach (IInvocationOperation invocation in EntryPoints.CallsOfClauses((QueryExpressionSyntax)context.Node, context.SemanticModel, context.CancellationToken))
                    {
                        Analyze(context, invocation, entryPoints, sequentialOperators, code, uses);
                    }
                },
                SyntaxKind.QueryExpression);
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, IInvocationOperation invocation, EntryPoints entryPoints, SequentialOperators sequentialOperators, CodeOfMethods code, QueryUses uses)
    {
        if (entryPoints.OwnerOf(invocation.TargetMethod) is not { } owner)
        {
            sequentialOperators.Check(context, invocation);
            return;
        }

        code.Know(context.SemanticModel);
        if (owner == CallOwner.Plinq)
        {
            UnorderedQueries.Check(context, invocation, code, uses);
        }

        if (entryPoints.Read(invocation) is not { } call)
        {
            return;
        }

        var known = new Dictionary<IOperation, BodyFacts>();
        BodyFacts Facts(IOperation operation)
        {
            if (!known.TryGetValue(operation, out BodyFacts? found))
            {
                known.Add(operation, found = new BodyFacts(operation));
            }

            return found;
        }

        var reporter = new Reporter(call, context, RuntimeLoops(context));
        List<BodyReading> readings = [];
        foreach (ParallelBody body in call.Bodies)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            BodyReading reading = BodyWalker.Read(body, entryPoints, code, Facts);
            reading.Accesses.ForEach(access => access.Branch = body.Role == BodyRole.Branch ? readings.Count : -1);
            readings.Add(reading);
        }

        // The bodies of a call share what is outside of it with each other as much as with themselves.
        var guards = new Guards(new Origins(code, Facts));
        SharedVariables.Check(reporter, readings, guards);
        SharedElements.Check(reporter, readings, guards);
        SharedObjects.Check(reporter, readings, guards);
        if (call.IsScope)
        {
            // Each spawned body is read at its own call as well.
            return;
        }

        AtomicSteps.Check(reporter, readings);
        Locking.Check(reporter, readings);
        ThreadStatics.Check(reporter, readings);
        BodyForm.Check(reporter, readings);
        Advice.Check(reporter, readings);
    }

    private static ReportDiagnostic RuntimeLoops(SyntaxNodeAnalysisContext context)
    {
        AnalyzerConfigOptions options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.Node.SyntaxTree);
        return options.TryGetValue(RuntimeLoopsOption, out string? value)
            ? value switch
            {
                "warning" or "error" => ReportDiagnostic.Warn,
                "none" or "silent" => ReportDiagnostic.Suppress,
                _ => ReportDiagnostic.Info,
            }
            : ReportDiagnostic.Default;
    }
}
