namespace ParallelCore.Benchmarks.Charting;

/// <summary>What a chart changes on a dark page: paper and ink, and a blue whose thin lines would be faint there. The other series stand out on either paper.</summary>
internal static class DarkMode
{
    // The colours of site.css, so that a chart has no edges there. A chart has a paper of its own: where a page is dark and the reader's system isn't, ink is still on paper.
    private const string Paper = "#14171a";
    private const string Ink = "#dde2e7";
    private const string FaintInk = "#9aa3ac";
    private const string Blue = "#1a86cc";

    // Rules outweigh attributes. What has none is text; the near black is the grid, which is drawn with little opacity.
    private const string Style = $$"""
        <style>
        		@media (prefers-color-scheme: dark) {
        			[fill="white"] { fill: {{Paper}} }
        			text:not([fill]), [fill="black"] { fill: {{Ink}} }
        			[stroke="black"] { stroke: {{Ink}} }
        			[stroke="#555"] { stroke: {{FaintInk}} }
        			[fill="#555"] { fill: {{FaintInk}} }
        			[fill="#0072B2"] { fill: {{Blue}} }
        			[stroke="#0072B2"] { stroke: {{Blue}} }
        			[stroke="#010101"] { stroke: {{Ink}}; stroke-opacity: 0.16 }
        		}
        	</style>
        """;

    /// <summary>Adds the rules behind the root's tag.</summary>
    public static string AddTo(string svg)
    {
        int root = svg.IndexOf('>', svg.IndexOf("<svg ", StringComparison.Ordinal)) + 1;
        return $"{svg[..root]}\n\t{Style}{svg[root..]}";
    }
}
