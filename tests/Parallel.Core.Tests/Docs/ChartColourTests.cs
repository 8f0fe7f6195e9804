using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;

namespace ParallelCore.Tests.Docs;

/// <summary>A chart is read on a white page and on a dark one, where the page shows it as a picture and can't tell it its colours.</summary>
public sealed partial class ChartColourTests
{
    /// <summary>SOURCE: WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (graphics).</summary>
    private const double LeastOfText = 4.5;
    private const double LeastOfGraphics = 3;

    private static readonly string s_charts = Path.Combine(MarkdownDocument.RepositoryRoot, "docs", "charts");

    public static TheoryData<string> Charts => MarkdownTests.Charts;

    [Theory]
    [MemberData(nameof(Charts))]
    public void Chart_OnADarkPage_StandsOutFromIts(string file)
    {
        (XElement[] shapes, Rule[] rules) = Read(file);
        string paper = Colour(shapes[0], "fill", rules);
        paper.Should().Be(SitesDarkBackground(), "a chart has no edge on the site");
        foreach (XElement text in shapes.Where(shape => shape.Name.LocalName == "text"))
            Contrast(Colour(text, "fill", rules), paper).Should().BeGreaterThanOrEqualTo(LeastOfText, "{0} is to be read", text.Value.Trim());
        string[] colours = [.. shapes.Where(IsDrawn).SelectMany(shape => new[] { Colour(shape, "fill", rules), Colour(shape, "stroke", rules) }).Where(colour => colour != "none" && colour != paper).Distinct()];
        colours.Should().NotBeEmpty();
        foreach (string colour in colours)
            Contrast(colour, paper).Should().BeGreaterThanOrEqualTo(LeastOfGraphics, "{0} is to be seen", colour);
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Chart_OnALightPage_IsBlackOnWhite(string file)
    {
        (XElement[] shapes, _) = Read(file);
        Colour(shapes[0], "fill", []).Should().Be("#ffffff");
        shapes.Where(shape => shape.Name.LocalName == "text").Select(text => Colour(text, "fill", [])).Should().OnlyContain(colour => colour == "#000000");
    }

    private static (XElement[] Shapes, Rule[] Rules) Read(string file)
    {
        XDocument chart = XDocument.Load(Path.Combine(s_charts, file));
        string style = chart.Descendants().Single(element => element.Name.LocalName == "style").Value;
        style.Should().Contain("@media (prefers-color-scheme: dark)");
        Rule[] rules = [.. Rules().Matches(style).Select(rule => new Rule(rule.Groups["of"].Value, rule.Groups["value"].Value, rule.Groups["property"].Value, rule.Groups["colour"].Value, style[..rule.Groups["property"].Index].Split('\n')[^1].Contains("text:not([fill])", StringComparison.Ordinal)))];
        XElement[] shapes = [.. chart.Descendants().Where(element => element.Name.LocalName is "rect" or "path" or "ellipse" or "text" && element.Parent!.Name.LocalName != "clipPath")];
        return (shapes, rules);
    }

    /// <summary>The grid and the legend's shadow are there to be overlooked.</summary>
    private static bool IsDrawn(XElement shape) => shape.Name.LocalName != "text" && shape.Attribute("fill-opacity") is null && shape.Attribute("stroke-opacity") is null;

    private static string Colour(XElement shape, string property, Rule[] rules)
    {
        string? own = shape.Attribute(property)?.Value;
        bool isText = shape.Name.LocalName == "text";
        Rule? rule = rules.LastOrDefault(rule => rule.Property == property && (own is null ? isText && rule.IsForText : rule.Of == property && rule.Value == own));
        return (rule?.Colour ?? own) switch
        {
            null => property == "fill" ? "#000000" : "none",
            "white" => "#ffffff",
            "black" => "#000000",
            ['#', _, _, _] and { } brief => "#" + string.Concat(brief.Skip(1).Select(digit => new string(digit, 2))),
            { } colour => colour.ToLowerInvariant(),
        };
    }

    private static string SitesDarkBackground() =>
        Regex.Match(File.ReadAllText(Path.Combine(MarkdownDocument.RepositoryRoot, "tests", "Parallel.Core.Site", "site.css")), @"dark\) \{[^}]*--back: (#\w+)").Groups[1].Value;

    private static double Contrast(string first, string second)
    {
        double[] bright = [.. new[] { Luminance(first), Luminance(second) }.Order()];
        return (bright[1] + 0.05) / (bright[0] + 0.05);
    }

    /// <summary>SOURCE: WCAG 2.2, relative luminance.</summary>
    private static double Luminance(string colour)
    {
        double[] parts = [.. new[] { 1, 3, 5 }.Select(at => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("""\[(?<of>fill|stroke)="(?<value>[^"]+)"\]\s*\{\s*(?<property>fill|stroke):\s*(?<colour>#\w+)""")]
    private static partial Regex Rules();

    /// <summary>What has an attribute of that value gets a colour; texts without a fill, too.</summary>
    private sealed record Rule(string Of, string Value, string Property, string Colour, bool IsForText);
}
