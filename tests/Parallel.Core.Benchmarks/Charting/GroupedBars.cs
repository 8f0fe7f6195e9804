using ScottPlot;
using ScottPlot.TickGenerators;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Lying bars, a group of them for each row, the first row at the top: names have room, and a row more makes the chart higher, not denser.</summary>
internal sealed class GroupedBars(Plot plot, string[] rows)
{
    private const double Group = 0.84;
    private const int BarHeight = 15;
    private const int RowGap = 12;
    private const int Surroundings = 260;
    private const int LongestName = 20;

    public int Height(int bars) => Surroundings + (rows.Length * ((bars * BarHeight) + RowGap));

    /// <summary>Adds a bar to each row that has a value.</summary>
    /// <param name="index">Which of the bars of a row.</param>
    /// <param name="count">How many bars a row has.</param>
    /// <param name="name">For the legend.</param>
    /// <param name="colour">Of the bars.</param>
    /// <param name="values">One for each row.</param>
    /// <param name="label">What stands behind a bar.</param>
    public void Add(int index, int count, string name, Color colour, IEnumerable<double?> values, Func<double, string> label)
    {
        double size = Group / count;
        double offset = (Group / 2) - (size * (index + 0.5));
        Bar[] bars = [.. values.Select((value, row) => (value, row)).Where(static pair => pair.value is not null).Select(pair => new Bar
        {
            Position = rows.Length - 1 - pair.row + offset,
            Value = pair.value!.Value,
            Size = size * 0.92,
            FillColor = colour,
            LineWidth = 0,
            Label = label(pair.value.Value),
        })];
        if (bars.Length > 0)
        {
            var shown = plot.Add.Bars(bars);
            shown.Horizontal = true;
            shown.LegendText = name;
            shown.ValueLabelStyle.FontSize = BarHeight - 2;
            shown.ValueLabelStyle.OffsetY = BarHeight / 4;
        }
    }

    public void Finish()
    {
        plot.Axes.Left.TickGenerator = new NumericManual([.. rows.Select((_, row) => (double)(rows.Length - 1 - row))], [.. rows.Select(Broken)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Margins(left: 0, right: 0.18);
        plot.Axes.AutoScaleX();
        plot.Axes.SetLimitsY(-0.6, rows.Length - 0.4);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Legend.TightHorizontalWrapping = true;
        plot.ShowLegend(Edge.Top);
    }

    /// <summary>A long name on two lines.</summary>
    private static string Broken(string name)
    {
        int space = name.Length <= LongestName ? -1 : name.IndexOf(' ', name.Length / 2);
        return space < 0 ? name : name[..space] + "\n" + name[(space + 1)..];
    }
}
