using System.Text.RegularExpressions;
using ParallelCore.Benchmarks.Reporting;
using ScottPlot;
using SkiaSharp;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Sizes that remain readable when a chart is shown 400 pixels wide, and colours that colour-blind readers tell apart.</summary>
internal static class ChartStyle
{
    public const int Width = 640;
    public const double PixelsPerUnit = 2;

    // Widths tell the plain loop from ours: SVG files come out without patterns such as dashes.
    public const float PlainWidth = 1;
    public const float OursWidth = 3;
    private const float TextSize = 18;
    private const float CaptionSize = 13;
    private const int CaptionWidth = 86;
    private static readonly Regex s_family = new("font-family=\"[^\"]*\"");

    // Both have the same widths: where one is missing, the other fits.
    private static readonly string[] s_fonts = ["DejaVu Sans", "Verdana"];

    // SOURCE: Okabe and Ito, Color Universal Design (2008).
    public static readonly Color Ours = Color.FromHex("#0072B2");
    public static readonly Color Tpl = Color.FromHex("#E69F00");
    public static readonly Color Plinq = Color.FromHex("#009E73");
    public static readonly Color Native = Color.FromHex("#D55E00");
    public static readonly Color Plain = Color.FromHex("#555555");
    public static readonly Color[] Series = [Ours, Tpl, Plinq, Native, Color.FromHex("#CC79A7"), Color.FromHex("#56B4E9"), Color.FromHex("#000000"), Color.FromHex("#B8A800")];

    /// <summary>In black and white, too, series differ.</summary>
    public static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp,
    ];

    private static readonly string? s_font = s_fonts.FirstOrDefault(static font => SKFontManager.Default.MatchFamily(font) is not null);

    public static Plot Create(SavedRun run, string title, string bottom, string? left, string? note = null)
    {
        Fonts.Default = s_font ?? Fonts.Default;
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.Title(title, TextSize + 2);
        plot.XLabel(bottom, TextSize);
        plot.Axes.Bottom.Label.Bold = false;
        if (left is not null)
        {
            plot.YLabel(left, TextSize);
            plot.Axes.Left.Label.Bold = false;
        }

        plot.Axes.Left.TickLabelStyle.FontSize = CaptionSize + 3;
        plot.Axes.Bottom.TickLabelStyle.FontSize = CaptionSize + 3;
        plot.Legend.FontSize = CaptionSize + 3;
        Caption(plot, run, note);
        return plot;
    }

    /// <summary>Ticks of an axis whose values are logarithms, one for each power of ten.</summary>
    public static ITickGenerator Decades(int from, int to, Func<double, string> label)
    {
        int[] powers = [.. Enumerable.Range(from, to - from + 1)];
        return new ScottPlot.TickGenerators.NumericManual([.. powers.Select(static power => (double)power)], [.. powers.Select(power => label(Math.Pow(10, power)))]);
    }

    /// <summary>A picture that is scaled with the page, is dark where the page is, and finds a font on other machines.</summary>
    public static string Portable(string svg, int height)
    {
        string fonts = string.Join(", ", s_fonts.Append("sans-serif"));
        return DarkMode.AddTo(s_family.Replace(svg, $"font-family=\"{fonts}\"").Replace("<svg ", $"<svg viewBox=\"0 0 {Width} {height}\" ", StringComparison.Ordinal));
    }

    private static void Caption(Plot plot, SavedRun run, string? note)
    {
        string[] lines = [.. new[] { note, $"Medians; {run.Machine}{(run.IsQuick ? "; a quick run" : "")}.", run.Command ?? "compare --json" }.OfType<string>().SelectMany(Wrap)];
        plot.Axes.AddPanel(new CaptionPanel(lines, CaptionSize));
    }

    /// <summary>Breaks at spaces, and behind commas.</summary>
    private static IEnumerable<string> Wrap(string text)
    {
        string line = "";
        foreach (string word in text.Replace(",", ",\0", StringComparison.Ordinal).Replace(" ", " \0", StringComparison.Ordinal).Split('\0'))
        {
            if (line.Length + word.Length > CaptionWidth)
            {
                yield return line;
                line = "";
            }

            line += word;
        }

        yield return line;
    }
}
