using Microsoft.CodeAnalysis;

namespace ParallelCore.Tool;

/// <summary>What makes an audit fail.</summary>
internal enum FailOn
{
    None,
    Warning,
    Info,
}

/// <summary>What a build server sees of an audit.</summary>
internal static class ExitCodes
{
    public const int Found = 1;

    public const int NotFound = 2;

    /// <summary>Nothing could be read: that nothing was found means nothing.</summary>
    public const int NothingRead = 3;

    public static int Of(AuditResult result, FailOn failOn)
    {
        if (result.Files == 0)
        {
            return NothingRead;
        }

        DiagnosticSeverity least = failOn == FailOn.Info ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
        return failOn != FailOn.None && result.Findings.Any(finding => finding.Severity >= least) ? Found : 0;
    }
}
