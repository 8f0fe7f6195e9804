using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.Extensions.ObjectPool;

namespace ParallelCore.Tests.Docs;

/// <summary>Compiles a block as a file of a console project that references the library and has <see cref="Given"/> in scope.</summary>
internal static class SnippetCompiler
{
    private static readonly string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using static ParallelCore.Tests.Docs.Given;

        """ + string.Concat(typeof(ParallelRange).Assembly.GetExportedTypes().Select(type => $"global using {type.Namespace};\n").Distinct());

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
        [.. RuntimeFiles().Concat(LibraryFiles()).Select(file => MetadataReference.CreateFromFile(file))]);

    /// <summary>What a project that uses the library refers to.</summary>
    public static IReadOnlyList<MetadataReference> References => s_references.Value;

    /// <summary>What the compiler objects to; nothing when the block compiles.</summary>
    public static IEnumerable<string> Errors(string code)
    {
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, parsing);
        bool isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        OutputKind output = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings, parsing)],
            References,
            new CSharpCompilationOptions(output, nullableContextOptions: NullableContextOptions.Enable));

        // Only the emitting compiler finds a ref struct that lives across an await.
        return compilation.Emit(Stream.Null).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());
    }

    /// <summary>The library, what users get along with it, and the reader's own data.</summary>
    private static IEnumerable<string> LibraryFiles() =>
        [typeof(ParallelRange).Assembly.Location, typeof(ObjectPool).Assembly.Location, typeof(Given).Assembly.Location];

    private static IEnumerable<string> RuntimeFiles()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => Path.GetDirectoryName(file) == runtime);
    }
}
