using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.Extensions.ObjectPool;

namespace ParallelCore.Tests.Docs;

/// <summary>Compiles blocks as a console project would that references the library, with <see cref="Given"/> in scope.</summary>
internal static class SnippetCompiler
{
    private static readonly string s_implicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using static ParallelCore.Tests.Docs.Given;

        """ + string.Concat(typeof(ParallelRange).Assembly.GetExportedTypes().Select(type => $"global using {type.Namespace};\n").Distinct());

    private static readonly CSharpParseOptions s_parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
        [.. RuntimeFiles().Concat(LibraryFiles()).Select(file => MetadataReference.CreateFromFile(file))]);

    /// <summary>What every block finds there: the usings of a new project, and the reader's own data, which each image has for itself.</summary>
    private static readonly Lazy<SyntaxTree[]> s_surroundings = new(() =>
    [
        CSharpSyntaxTree.ParseText(s_implicitUsings, s_parsing),
        CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(MarkdownDocument.RepositoryRoot, "tests", "Parallel.Core.Tests", "Docs", "Given.cs")), s_parsing),
    ]);

    /// <summary>What a project that uses the library refers to.</summary>
    public static IReadOnlyList<MetadataReference> References => s_references.Value;

    public static SyntaxTree Parse(string code) => CSharpSyntaxTree.ParseText(code, s_parsing);

    public static CSharpCompilation Compilation(IEnumerable<SyntaxTree> trees, OutputKind output) => CSharpCompilation.Create(
        "Snippets",
        [.. trees, .. s_surroundings.Value],
        References,
        new CSharpCompilationOptions(output, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the compiler objects to in a block; nothing when it compiles.</summary>
    public static IEnumerable<string> Errors(string code)
    {
        SyntaxTree tree = Parse(code);
        bool isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        OutputKind output = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

        // Only the emitting compiler finds a ref struct that lives across an await.
        return Compilation([tree], output).Emit(Stream.Null).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());
    }

    /// <summary>The library, and what users get along with it.</summary>
    private static IEnumerable<string> LibraryFiles() => [typeof(ParallelRange).Assembly.Location, typeof(ObjectPool).Assembly.Location];

    private static IEnumerable<string> RuntimeFiles()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => Path.GetDirectoryName(file) == runtime);
    }
}
