using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;
using ParallelCore.Analyzers;
using ParallelCore.Analyzers.Loops;

namespace ParallelCore.Tool;

/// <summary>Something that a rule says about a place.</summary>
internal sealed record Finding(string Rule, DiagnosticSeverity Severity, string File, int Line, int Column, int EndLine, int EndColumn, string Message, string HelpLink);

/// <summary>What an audit saw: how much code, and what is to be said of it.</summary>
internal sealed record AuditResult(string Root, int Files, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes);

/// <summary>Runs the rules over code without touching it.</summary>
internal static class Audit
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [new ParallelBodyAnalyzer(), new WhyNotParallelAnalyzer()];

    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } = [.. s_analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)];

    /// <summary>Audits a solution, a project or a folder.</summary>
    /// <param name="path">An absolute path that exists.</param>
    /// <param name="isPlain">Whether files are compiled as they are, even where a project says how.</param>
    /// <param name="cancellationToken">Ends the audit.</param>
    public static async Task<AuditResult> RunAsync(string path, bool isPlain, CancellationToken cancellationToken)
    {
        string root = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        List<string> notes = [];
        List<(Compilation Compilation, AnalyzerOptions Options)> compilations = [];
        if (!isPlain && ProjectOf(path) is { } project)
        {
            try
            {
                await foreach ((Compilation, AnalyzerOptions) one in OpenAsync(project, notes, cancellationToken))
                {
                    compilations.Add(one);
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                notes.Add($"'{Path.GetFileName(project)}' can't be opened ({failed.Message.Split('\n')[0].Trim()}): its files are compiled as they are.");
                compilations.Clear();
            }
        }

        if (compilations.Count == 0)
        {
            compilations.Add((PlainCompilation.Of(root), new AnalyzerOptions([], new AuditOptions(null))));
        }

        var findings = new HashSet<Finding>();
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach ((Compilation compilation, AnalyzerOptions options) in compilations)
        {
            files.UnionWith(compilation.SyntaxTrees.Select(static tree => tree.FilePath).Where(static file => file.Length > 0 && !PlainCompilation.IsBuilt(file)));
            var analysis = new CompilationWithAnalyzers(compilation, s_analyzers, new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
            foreach (Diagnostic diagnostic in await analysis.GetAnalyzerDiagnosticsAsync(cancellationToken))
            {
                if (!diagnostic.IsSuppressed)
                {
                    findings.Add(Of(diagnostic));
                }
            }
        }

        return new AuditResult(root, files.Count, [.. findings.OrderByDescending(static finding => finding.Severity).ThenBy(static finding => finding.File, StringComparer.Ordinal).ThenBy(static finding => finding.Line).ThenBy(static finding => finding.Rule, StringComparer.Ordinal)], notes);
    }

    /// <summary>The one file that says how the code is built, if there is one.</summary>
    private static string? ProjectOf(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetExtension(path) is ".sln" or ".slnx" or ".slnf" or ".csproj" ? path : null;
        }

        foreach (string pattern in new[] { "*.slnx", "*.sln", "*.csproj" })
        {
            if (Directory.GetFiles(path, pattern) is [{ } only])
            {
                return only;
            }
        }

        return null;
    }

    private static async IAsyncEnumerable<(Compilation Compilation, AnalyzerOptions Options)> OpenAsync(string path, List<string> notes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using MSBuildWorkspace workspace = MSBuildWorkspace.Create();
        IEnumerable<Project> projects = path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)
            ? [await workspace.OpenProjectAsync(path, cancellationToken: cancellationToken)]
            : (await workspace.OpenSolutionAsync(path, cancellationToken: cancellationToken)).Projects;
        foreach (Project project in projects.Where(static project => project.Language == LanguageNames.CSharp))
        {
            if (await project.GetCompilationAsync(cancellationToken) is { } compilation)
            {
                yield return (compilation, new AnalyzerOptions(project.AnalyzerOptions.AdditionalFiles, new AuditOptions(project.AnalyzerOptions.AnalyzerConfigOptionsProvider)));
            }
        }

        foreach (WorkspaceDiagnostic problem in workspace.Diagnostics.Where(static problem => problem.Kind == WorkspaceDiagnosticKind.Failure).Take(5))
        {
            notes.Add(problem.Message.Split('\n')[0].Trim());
        }
    }

    private static Finding Of(Diagnostic diagnostic)
    {
        FileLinePositionSpan span = diagnostic.Location.GetMappedLineSpan();
        return new Finding(
            diagnostic.Id, diagnostic.Severity, span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), diagnostic.Descriptor.HelpLinkUri);
    }
}

/// <summary>The code's own settings; who asks for an audit wants to hear of the runtime's loops, too, unless these say otherwise.</summary>
internal sealed class AuditOptions(AnalyzerConfigOptionsProvider? inner) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions => new Options(inner?.GlobalOptions);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(inner?.GetOptions(tree));

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(inner?.GetOptions(textFile));

    private sealed class Options(AnalyzerConfigOptions? inner) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            if (inner is not null && inner.TryGetValue(key, out string? found))
            {
                value = found;
                return true;
            }

            value = key == ParallelBodyAnalyzer.RuntimeLoopsOption ? "warning" : "";
            return value.Length > 0;
        }
    }
}
