using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ParallelCore.Analyzers;
using ParallelCore.AnalyzerTests.Loops;
using ParallelCore.CodeFixes.Fixes;

namespace ParallelCore.AnalyzerTests.Fixes;

/// <summary>A document in an editor: what is reported in it, and what is offered.</summary>
internal sealed class Offered : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly Document _document;

    public Offered(string source, string globalUsings = "")
    {
        CSharpCompilation like = TwoForms.Compile("");
        Project project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Edited", "Edited", LanguageNames.CSharp, compilationOptions: like.Options, parseOptions: CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest), metadataReferences: like.References));
        _workspace.AddDocument(project.Id, "Usings.cs", SourceText.From(globalUsings));
        _document = _workspace.AddDocument(project.Id, "Edited.cs", SourceText.From(source));
    }

    /// <summary>What the rules report, by place.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Diagnose(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new ParallelBodyAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The rules that report something.</summary>
    public async Task<IEnumerable<string>> Reported() => (await Diagnose(_document)).Select(static diagnostic => diagnostic.Id);

    /// <summary>The fixes of the first diagnostic of a rule, as (key, text).</summary>
    public async Task<IReadOnlyDictionary<string, string>> Fixes(string rule)
    {
        Diagnostic diagnostic = (await Diagnose(_document)).FirstOrDefault(found => found.Id == rule) ?? throw new InvalidOperationException($"{rule} isn't reported");
        List<CodeAction> actions = [];
        await new ParallelBodyFixProvider().RegisterCodeFixesAsync(new CodeFixContext(_document, diagnostic, (action, _) => actions.Add(action), default));
        return await Texts(actions);
    }

    /// <summary>The text after one kind of fix was applied wherever a rule has use for it.</summary>
    public async Task<string> FixAll(string rule, string key)
    {
        var provider = new ParallelBodyFixProvider();
        var context = new FixAllContext(_document, provider, FixAllScope.Document, key, [rule], new Diagnostics(), default);
        CodeAction action = await provider.GetFixAllProvider()!.GetFixAsync(context) ?? throw new InvalidOperationException($"{key} is offered nowhere");
        ApplyChangesOperation change = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();
        return (await change.ChangedSolution.GetDocument(_document.Id)!.GetTextAsync()).ToString();
    }

    /// <summary>The refactorings at a text's first occurrence, as (key, text).</summary>
    public async Task<IReadOnlyDictionary<string, string>> Refactorings(CodeRefactoringProvider provider, string at) =>
        await Refactorings(provider, (await _document.GetTextAsync()).ToString().IndexOf(at, StringComparison.Ordinal));

    /// <summary>The refactorings at a place.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Refactorings(CodeRefactoringProvider provider, int start)
    {
        List<CodeAction> actions = [];
        await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(_document, new TextSpan(start, 0), actions.Add, default));
        return await Texts(actions);
    }

    public void Dispose() => _workspace.Dispose();

    private sealed class Diagnostics : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => await Diagnose(document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    private async Task<IReadOnlyDictionary<string, string>> Texts(List<CodeAction> actions)
    {
        var texts = new Dictionary<string, string>();
        foreach (CodeAction action in actions)
        {
            ApplyChangesOperation change = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();
            texts.Add(action.EquivalenceKey!, (await change.ChangedSolution.GetDocument(_document.Id)!.GetTextAsync()).ToString());
        }

        return texts;
    }
}
