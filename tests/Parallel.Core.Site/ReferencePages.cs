using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ParallelCore.Site;

/// <summary>A page for each public type, from the documentation comments that the compiler writes beside the assembly.</summary>
internal static partial class ReferencePages
{
    private const string Folder = "reference/";

    private static readonly SymbolDisplayFormat s_signature = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeRef)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut)
        .WithGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints);

    private static readonly Dictionary<string, XElement> s_documentation = XDocument.Load(Path.ChangeExtension(typeof(ParallelRange).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(static member => member.Attribute("name")!.Value);

    private static readonly (string Tag, string Heading)[] s_sections = [("remarks", "Remarks"), ("example", "Example")];

    /// <summary>Path and Markdown of each page, the list of all types first.</summary>
    public static IEnumerable<(string Path, string Text)> Create()
    {
        string library = typeof(ParallelRange).Assembly.Location;
        var reference = MetadataReference.CreateFromFile(library);
        var runtime = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => file != library).Select(static file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create("Reference", references: [reference, .. runtime]);
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;
        INamedTypeSymbol[] types = [.. TypesIn(assembly.GlobalNamespace).OrderBy(NameOf, StringComparer.Ordinal)];
        var list = new StringBuilder("# Reference\n\nEvery public type, from the documentation comments.\n");
        foreach (var space in types.GroupBy(static type => type.ContainingNamespace.ToDisplayString()).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            list.Append("\n## ").Append(space.Key).Append("\n\n| type | |\n|---|---|\n");
            foreach (INamedTypeSymbol type in space)
                list.Append("| [`").Append(NameOf(type)).Append("`](").Append(FileOf(type)).Append(") | ").Append(Inline(Documentation(type).Element("summary")).Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }

        yield return (Folder + "index.md", list.ToString());
        foreach (INamedTypeSymbol type in types)
            yield return (Folder + FileOf(type), PageOf(type));
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().Where(static member => member is INamespaceSymbol || member.DeclaredAccessibility == Accessibility.Public)
            .SelectMany(static member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));

    private static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string FileOf(INamedTypeSymbol type) => type.GetDocumentationCommentId()![2..].Replace('`', '-') + ".md";

    private static string PageOf(INamedTypeSymbol type)
    {
        var page = new StringBuilder($"# {NameOf(type)}\n\n`{type.ContainingNamespace}`, {type.TypeKind.ToString().ToLowerInvariant()}. [All types](index.md).\n\n");
        Describe(page, Documentation(type), "#");
        var members = type.GetMembers()
            .Where(static member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected && member is not INamedTypeSymbol && !member.IsImplicitlyDeclared)
            .Where(static member => member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion) })
            .GroupBy(static member => member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "Constructors" : member.Name)
            .OrderBy(static group => group.Key != "Constructors").ThenBy(static group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, ISymbol> group in members)
        {
            page.Append("\n## ").Append(group.Key).Append('\n');
            foreach (ISymbol member in group)
            {
                page.Append("\n```csharp\n").Append(member.ToDisplayString(s_signature)).Append("\n```\n\n");
                Describe(page, Documentation(member), "##");
            }
        }

        return page.ToString();
    }

    private static void Describe(StringBuilder page, XElement documentation, string heading)
    {
        page.Append(documentation.Element("inheritdoc") is null ? Inline(documentation.Element("summary")) : "As the member that it overrides or implements.").Append("\n\n");
        foreach (XElement parameter in documentation.Elements().Where(static element => element.Name.LocalName is "typeparam" or "param"))
            page.Append("- `").Append(parameter.Attribute("name")?.Value).Append("`: ").Append(Inline(parameter)).Append('\n');
        if (documentation.Element("returns") is { } returns)
            page.Append("\n**Returns.** ").Append(Inline(returns)).Append('\n');
        foreach (XElement exception in documentation.Elements("exception"))
            page.Append("\n**Throws** `").Append(NameIn(exception)).Append("`: ").Append(Inline(exception)).Append('\n');
        foreach ((string tag, string title) in s_sections)
        {
            if (documentation.Element(tag) is { } section)
                page.Append('\n').Append(heading).Append("# ").Append(title).Append("\n\n").Append(Block(section)).Append('\n');
        }
    }

    private static XElement Documentation(ISymbol symbol) => s_documentation.GetValueOrDefault(symbol.GetDocumentationCommentId() ?? "") ?? new XElement("member");

    private static string Inline(XElement? element) => element is null ? "" : Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    /// <summary>Paragraphs and code, each apart.</summary>
    private static string Block(XElement element) => string.Join("\n\n", Runs(element).Where(static text => text.Length > 0));

    private static IEnumerable<string> Runs(XElement element)
    {
        var inline = new XElement("run");
        foreach (XNode node in element.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" or "code" or "list" } block)
            {
                yield return Inline(inline);
                inline.RemoveAll();
                yield return block.Name.LocalName switch
                {
                    "code" => "```csharp\n" + Unindented(block.Value) + "\n```",
                    "list" => string.Join('\n', block.Elements("item").Select(static item => "- " + Inline(item))),
                    _ => Block(block),
                };
            }
            else
            {
                inline.Add(node);
            }
        }

        yield return Inline(inline);
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value.Replace("<", "\\<", StringComparison.Ordinal),
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } see => see.Attribute("href") is { } address ? $"[{(see.Value.Length > 0 ? see.Value : address.Value)}]({address.Value})" : $"`{NameIn(see)}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "b" or "strong" } bold => $"**{Inline(bold)}**",
        XElement { Name.LocalName: "i" or "em" } slanted => $"*{Inline(slanted)}*",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    /// <summary>What a reference is called: the last two parts of a member's name, the last one of a type's.</summary>
    private static string NameIn(XElement element)
    {
        string id = (element.Attribute("cref") ?? element.Attribute("name") ?? element.Attribute("langword"))?.Value ?? "";
        string[] parts = Arity().Replace(id.Split('(')[0], "").Split(':')[^1].Split('.');
        return string.Join('.', parts[^(id.StartsWith("T:", StringComparison.Ordinal) || parts.Length == 1 ? 1 : 2)..]).Replace(".#ctor", "", StringComparison.Ordinal);
    }

    private static string Unindented(string code)
    {
        string[] lines = code.Trim('\n', '\r', ' ').Split('\n');
        int indent = lines.Skip(1).Where(static line => line.Trim().Length > 0).Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, i) => i == 0 || line.Length < indent ? line.TrimEnd() : line[indent..].TrimEnd()));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("``?[0-9]+")]
    private static partial Regex Arity();
}
