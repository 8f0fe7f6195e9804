using ScottPlot;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Lines of text below everything else, as wide as the figure.</summary>
internal sealed class CaptionPanel(IReadOnlyList<string> lines, float fontSize) : IPanel
{
    private const float LineHeight = 1.3f;
    private const float Margin = 10;

    public bool IsVisible { get; set; } = true;

    public Edge Edge => Edge.Bottom;

    public bool ShowDebugInformation { get; set; }

    public float MinimumSize { get; set; }

    public float MaximumSize { get; set; } = float.MaxValue;

    public float Measure(Paint paint) => (lines.Count * fontSize * LineHeight) + (2 * Margin);

    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) => new(dataRect.Left, dataRect.Right, dataRect.Bottom + offset + size, dataRect.Bottom + offset);

    public void Render(RenderPack rp, float size, float offset)
    {
        using Paint paint = Paint.NewDisposablePaint();
        for (int i = 0; i < lines.Count; i++)
        {
            var line = new LabelStyle { Text = lines[i], FontSize = fontSize, ForeColor = Colors.Black, Alignment = Alignment.UpperLeft };
            line.Render(rp.Canvas, new Pixel(rp.FigureRect.Left + Margin, rp.DataRect.Bottom + offset + Margin + (i * fontSize * LineHeight)), paint);
        }
    }
}
