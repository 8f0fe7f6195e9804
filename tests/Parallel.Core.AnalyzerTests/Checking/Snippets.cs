using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelCore.AnalyzerTests.Checking;

/// <summary>Code of a rule's page, with the reader's own data in scope as in the other documents.</summary>
internal static class Snippets
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ParallelCore;
        global using ParallelCore.Collections;
        global using ParallelCore.Counters;
        global using static ParallelCore.Tests.Docs.Given;
        """;

    private static readonly string s_given = File.ReadAllText(Path.Combine(Compiled.RepositoryRoot, "tests", "Parallel.Core.Tests", "Docs", "Given.cs"));

    /// <summary>Many at once, as each stands for itself: a namespace of its own, with its statements in a method. Lines keep their numbers.</summary>
    public static Compiled CompileAll(IEnumerable<Case> snippets) =>
        new([("Usings", Usings), ("Given", s_given), .. snippets.Select(static one => (one.Id, InNamespace(one)))], isProgram: true);

    private static string InNamespace(Case one)
    {
        CompilationUnitSyntax page = SyntaxFactory.ParseCompilationUnit(one.Code);
        int usings = page.Usings.Count == 0 ? 0 : page.Usings.Last().FullSpan.End;
        int statements = page.Members.OfType<GlobalStatementSyntax>().Select(static statement => statement.FullSpan.End).DefaultIfEmpty(usings).Last();
        return $"namespace {one.Id} {{ {one.Code[..usings]}static class Page {{ static async Task Run() {{ {one.Code[usings..statements]} await Task.CompletedTask; }} }} {one.Code[statements..]} }}";
    }

    public static Compiled Compile(Case one) => new([("Usings", Usings), ("Given", s_given), (one.Id, one.Code)], isProgram: true);
}
