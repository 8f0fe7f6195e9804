using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelCore.Tests.Docs;

/// <summary>Blocks that are compiled together, as each stands for itself: a namespace of its own, with its statements in a method.</summary>
internal sealed class SnippetBatch
{
    private readonly Dictionary<Snippet, string> _namespaces = [];
    private readonly Diagnostic[] _errors;
    private readonly MemoryStream _image = new();

    public SnippetBatch(IEnumerable<Snippet> snippets)
    {
        foreach (Snippet snippet in snippets)
            _namespaces.Add(snippet, $"Snippet{_namespaces.Count}");
        CSharpCompilation compilation = SnippetCompiler.Compilation(_namespaces.Keys.Select(Page), OutputKind.DynamicallyLinkedLibrary);

        // Only the emitting compiler finds a ref struct that lives across an await.
        _errors = [.. compilation.Emit(_image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    public static bool HasStatements(Snippet snippet) =>
        SyntaxFactory.ParseCompilationUnit(snippet.Code).Members.OfType<GlobalStatementSyntax>().Any(statement => statement.Statement is not LocalFunctionStatementSyntax);

    /// <summary>What the compiler objects to; nothing when the block compiles.</summary>
    public IEnumerable<string> Errors(Snippet snippet) => _errors.Where(error => snippet.Contains(error.Location.GetMappedLineSpan())).Select(error => error.ToString());

    /// <summary>The block in a world of its own: its statics, those of <see cref="Given"/> among them, are nobody else's.</summary>
    public Func<Task> Load(Snippet snippet)
    {
        if (_errors.Length > 0)
            throw new InvalidOperationException($"A block does not compile: {_errors[0]}");
        _image.Position = 0;
        var world = new AssemblyLoadContext(snippet.ToString(), isCollectible: true);
        return world.LoadFromStream(_image).GetType($"{_namespaces[snippet]}.Page", throwOnError: true)!.GetMethod("Run")!.CreateDelegate<Func<Task>>();
    }

    private SyntaxTree Page(Snippet snippet)
    {
        string code = snippet.Code;
        CompilationUnitSyntax page = SyntaxFactory.ParseCompilationUnit(code);
        int usings = page.Usings.Count == 0 ? 0 : page.Usings.Last().FullSpan.End;
        int statements = page.Members.OfType<GlobalStatementSyntax>().Select(statement => statement.FullSpan.End).DefaultIfEmpty(usings).Last();
        return SnippetCompiler.Parse($$"""
            namespace {{_namespaces[snippet]}};
            #line {{LineAt(0)}} "{{snippet.Document}}"
            {{code[..usings]}}
            public static class Page
            {
                public static async Task Run()
                {
            #line {{LineAt(usings)}} "{{snippet.Document}}"
            {{code[usings..statements]}}
                }
            }
            #line {{LineAt(statements)}} "{{snippet.Document}}"
            {{code[statements..]}}
            """);

        int LineAt(int position) => snippet.Line + 1 + code.AsSpan(0, position).Count('\n');
    }
}
