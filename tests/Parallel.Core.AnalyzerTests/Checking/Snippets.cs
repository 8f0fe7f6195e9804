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

    public static Compiled Compile(Case one) => new([("Usings", Usings), ("Given", s_given), (one.Id, one.Code)], isProgram: true);
}
