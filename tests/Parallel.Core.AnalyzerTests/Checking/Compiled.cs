using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ParallelCore.Analyzers;

namespace ParallelCore.AnalyzerTests.Checking;

/// <summary>Sources compiled together, and what the rules say about them. The references are read once.</summary>
public sealed class Compiled
{
    private static readonly CSharpParseOptions s_parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
    private static readonly Lazy<MetadataReference[]> s_references = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(IsForUsers).Select(static file => MetadataReference.CreateFromFile(file))]);

    private readonly CSharpCompilation _compilation;

    public Compiled(IEnumerable<(string Path, string Text)> sources, bool isProgram = false)
    {
        IEnumerable<SyntaxTree> trees = sources.Select(static source => CSharpSyntaxTree.ParseText(source.Text, s_parsing, source.Path));
        _compilation = CSharpCompilation.Create("Cases", trees, s_references.Value, new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: isProgram ? NullableContextOptions.Enable : NullableContextOptions.Disable));
    }

    /// <summary>Where the repository is.</summary>
    public static string RepositoryRoot { get; } =
        typeof(Compiled).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Where the cases are.</summary>
    public static string CasePath(string name) => Path.Combine(RepositoryRoot, "tests", "Parallel.Core.AnalyzerTests", "Cases", name);

    /// <summary>The cases as members of one class each, beside the types that they use.</summary>
    public static Compiled Of(IEnumerable<Case> cases) =>
        new(cases.Select(static one => (one.Id, Wrap(one))).Prepend(("Preamble", File.ReadAllText(CasePath("Preamble.cs.txt")))));

    /// <summary>What the compiler objects to.</summary>
    public IEnumerable<string> Errors() => _compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString());

    /// <summary>What the rules say, by file and line.</summary>
    public async Task<IReadOnlyList<Diagnostic>> Diagnose(AnalyzerConfigOptionsProvider? options = null)
    {
        var analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new ParallelBodyAnalyzer());
        var analysis = new CompilationWithAnalyzers(_compilation, analyzers, new AnalyzerOptions([], options ?? new NoOptions()));
        return [.. (await analysis.GetAnalyzerDiagnosticsAsync()).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>What the rules, or another analyzer, say, and the time that they took for it.</summary>
    public async Task<(TimeSpan Time, IReadOnlyList<Diagnostic> Diagnostics)> Time(DiagnosticAnalyzer? other = null)
    {
        DiagnosticAnalyzer analyzer = other ?? new ParallelBodyAnalyzer();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new NoOptions()), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        AnalysisResult result = await new CompilationWithAnalyzers(_compilation, [analyzer], options).GetAnalysisResultAsync(default);
        return (result.AnalyzerTelemetryInfo[analyzer].ExecutionTime, result.GetAllDiagnostics());
    }

    /// <summary>All that a file's statements do, in the order in which they stand there.</summary>
    public IEnumerable<IOperation> Operations(string path)
    {
        SyntaxTree tree = _compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        return _compilation.GetSemanticModel(tree).GetOperation(tree.GetRoot())!.DescendantsAndSelf();
    }

    // On one line, so that lines of the case keep their numbers.
    private static string Wrap(Case one) =>
        $"public {(one.Code.Contains("await ", StringComparison.Ordinal) ? "" : "unsafe ")}partial class {one.Id} {{ {one.Code}\n}}";

    private static bool IsForUsers(string file) =>
        Path.GetFileName(file) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "Parallel.Core.dll" or "Microsoft.Extensions.ObjectPool.dll" || name.StartsWith("Microsoft.Win32", StringComparison.Ordinal));

    private sealed class NoOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Empty();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Empty : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = "";
                return false;
            }
        }
    }
}
