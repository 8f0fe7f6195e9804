namespace ParallelCore.Gallery.Uses.ImageHistogram;

/// <summary>A picture that is computed, and how bright its pixels are.</summary>
internal static class Picture
{
    /// <summary>Colours as red, green and blue in the three low bytes, row after row.</summary>
    public static int[] Paint(int rows, int columns) => ParallelRange.Grid(rows, columns).Select(cell =>
    {
        int red = cell.Row * 255 / rows;
        int green = cell.Column * 255 / columns;
        int blue = (cell.Row ^ cell.Column) & 255;
        return (red << 16) | (green << 8) | blue;
    }).ToArray();

    /// <summary>From 0 to 255, weighted as television does (ITU-R BT.601).</summary>
    public static int Brightness(int pixel) => ((((pixel >> 16) & 255) * 299) + (((pixel >> 8) & 255) * 587) + ((pixel & 255) * 114)) / 1000;
}
