using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>Reports what the rules find in one call: at the access, or at the call that leads to it; once per line and place; as a suggestion where the loop isn't ours.</summary>
internal sealed class Reporter(ParallelCall call, SyntaxNodeAnalysisContext context, ReportDiagnostic runtimeLoops)
{
    private readonly HashSet<(string Id, string Name, int Line)> _reported = [];

    public ParallelCall Call { get; } = call;

    /// <summary>Something about an access of something shared.</summary>
    public void Report(DiagnosticDescriptor rule, Access access, string kind, IEnumerable<Access>? others, params object[] arguments)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.Kind, kind)
            .Add(DiagnosticProperties.Name, access.Place.Name)
            .Add(DiagnosticProperties.Member, access.Member)
            .Add(DiagnosticProperties.IsInCallee, access.Call is null ? "false" : "true");
        Location at = At(access);
        List<Location> additional = [];
        if (access.Call is not null || access.Frame.Body.IsElsewhere)
        {
            additional.Add(Of(access.Operation));
        }

        if (others is not null)
        {
            additional.AddRange(others.Where(other => other != access).Take(3).Select(static other => Of(other.Operation)));
        }

        Report(rule, at, access.Place.Name, properties, additional, arguments);
    }

    /// <summary>Something about the call or one of its bodies.</summary>
    public void Report(DiagnosticDescriptor rule, Location at, string kind, params object[] arguments) =>
        Report(rule, at, kind, ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Kind, kind), [], arguments);

    /// <summary>Where an operation is shown: a call that spans lines, at the name of what it calls.</summary>
    public static Location Of(IOperation operation)
    {
        SyntaxNode syntax = operation.Syntax;
        if (syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member })
        {
            FileLinePositionSpan span = syntax.GetLocation().GetLineSpan();
            return span.StartLinePosition.Line == span.EndLinePosition.Line ? syntax.GetLocation() : member.Name.GetLocation();
        }

        return syntax.GetLocation();
    }

    private static Location At(Access access)
    {
        ParallelBody body = access.Frame.Body;
        return body.IsElsewhere ? body.Argument.Syntax.GetLocation() : Of(access.Call ?? access.Operation);
    }

    private void Report(DiagnosticDescriptor rule, Location at, string name, ImmutableDictionary<string, string?> properties, List<Location> additional, object[] arguments)
    {
        DiagnosticSeverity severity = rule.DefaultSeverity;
        if (Call.Owner != CallOwner.Ours && severity > DiagnosticSeverity.Info)
        {
            switch (runtimeLoops)
            {
                case ReportDiagnostic.Suppress:
                    return;
                case ReportDiagnostic.Default or ReportDiagnostic.Info:
                    severity = DiagnosticSeverity.Info;
                    break;
            }
        }
        else if (rule == Descriptors.AsyncBody)
        {
            severity = DiagnosticSeverity.Error;
        }

        if (_reported.Add((rule.Id, name, at.GetLineSpan().StartLinePosition.Line)))
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, at, severity, additional, properties, arguments));
        }
    }
}

/// <summary>What a diagnostic says to a code fix.</summary>
internal static class DiagnosticProperties
{
    /// <summary>What happens, in one word: <c>Increment</c>, <c>Add</c>, <c>Assign</c>, <c>List.Add</c> ...</summary>
    public const string Kind = nameof(Kind);

    /// <summary>The shared thing.</summary>
    public const string Name = nameof(Name);

    /// <summary>The member that is called on it.</summary>
    public const string Member = nameof(Member);

    /// <summary>Whether the access stands in a method that the body calls.</summary>
    public const string IsInCallee = nameof(IsInCallee);
}
