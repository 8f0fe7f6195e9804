using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ParallelCore.Tool;

/// <summary>All C# files below a folder, compiled together: enough for the rules, which pass over what they can't resolve.</summary>
internal static class PlainCompilation
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    // Read once, however many folders are audited.
    private static readonly Lazy<MetadataReference[]> s_references = new(References);

    public static Compilation Of(string folder)
    {
        CSharpParseOptions parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        IEnumerable<SyntaxTree> trees = Directory.EnumerateFiles(folder, "*.cs", options).Where(static file => !IsBuilt(file)).Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), parsing, file));
        return CSharpCompilation.Create("Audited", trees.Append(CSharpSyntaxTree.ParseText(Usings, parsing)), s_references.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static MetadataReference[] References()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) == framework || Path.GetFileName(file) == "Parallel.Core.dll").Select(static file => MetadataReference.CreateFromFile(file))];
    }

    /// <summary>What a build has written, and what isn't the folder's own.</summary>
    public static bool IsBuilt(string file) => file.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(static part => part is "bin" or "obj" or ".git" or "node_modules");
}
