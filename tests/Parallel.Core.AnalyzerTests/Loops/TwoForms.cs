using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Analyzers.Loops;

namespace ParallelCore.AnalyzerTests.Loops;

/// <summary>Compiles and runs code before and after a change: on the library itself, and on one that runs bodies one at a time in an order that no loop has.</summary>
internal static class TwoForms
{
    public const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing ParallelCore;\n";

    private static readonly CSharpParseOptions s_parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    // What the code names and what the library is built on: each compilation binds all of its references anew.
    private static readonly Lazy<MetadataReference[]> s_framework = new(static () => References(static name => name is
        "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Runtime.Extensions.dll" or "System.Runtime.InteropServices.dll" or "System.Runtime.Intrinsics.dll" or "netstandard.dll"
        or "System.Collections.dll" or "System.Collections.Concurrent.dll" or "System.Linq.dll" or "System.Linq.Parallel.dll" or "System.Memory.dll" or "System.Console.dll" or "System.Security.Cryptography.dll"
        or "System.Threading.dll" or "System.Threading.Tasks.dll" or "System.Threading.Tasks.Parallel.dll" or "System.Threading.Channels.dll" or "System.Diagnostics.DiagnosticSource.dll"));

    private static readonly Lazy<MetadataReference[]> s_library = new(static () => [.. s_framework.Value, .. References(static name => name is "Parallel.Core.dll" or "Microsoft.Extensions.ObjectPool.dll")]);

    private static readonly Lazy<SyntaxTree> s_outOfOrder = new(static () => Parse(OutOfOrder.Source));

    public static CSharpCompilation Compile(string source, bool outOfOrder = false) =>
        CSharpCompilation.Create(
            "Forms" + Guid.NewGuid().ToString("N"),
            outOfOrder ? [Parse(source), s_outOfOrder.Value] : [Parse(source)],
            outOfOrder ? s_framework.Value : s_library.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));

    /// <summary>All loops of a compilation's first file, each with what it may become.</summary>
    public static IEnumerable<(StatementSyntax Loop, LoopOffers Offers)> Read(CSharpCompilation compilation, Func<StatementSyntax, bool>? isWanted = null)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<StatementSyntax>()
            .Where(static node => node is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
            .Where(isWanted ?? (static _ => true))
            .Select(loop => (loop, LoopOffers.For(loop, model, default)));
    }

    /// <summary>The text with an offer taken.</summary>
    public static string Take(string source, LoopOffer offer)
    {
        int start = offer.Replaced[0].SpanStart, end = offer.Replaced[^1].Span.End;
        return source[..start] + offer.Text + source[end..];
    }

    public static Loaded Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            IEnumerable<Diagnostic> errors = emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
            throw new InvalidOperationException(string.Join("\n", errors.Select(static error => $"{error.GetMessage()}: {error.Location.SourceTree!.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}")));
        }

        image.Position = 0;
        return new Loaded(image);
    }

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, s_parsing);

    private static MetadataReference[] References(Func<string, bool> isWanted) =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => isWanted(Path.GetFileName(file))).Select(static file => MetadataReference.CreateFromFile(file))];

    public sealed class Loaded : IDisposable
    {
        private readonly AssemblyLoadContext _context = new(null, isCollectible: true);
        private readonly Assembly _assembly;

        public Loaded(Stream image) => _assembly = _context.LoadFromStream(image);

        /// <summary>What a method without parameters returns, or the kind of exception that it ends with.</summary>
        public string Run(string type, string method)
        {
            try
            {
                return Convert.ToString(_assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, null), System.Globalization.CultureInfo.InvariantCulture)!;
            }
            catch (TargetInvocationException failed)
            {
                return "threw " + ((failed.InnerException as AggregateException)?.InnerException ?? failed.InnerException)!.GetType().Name;
            }
        }

        public void Dispose() => _context.Unload();
    }
}
