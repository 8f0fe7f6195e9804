namespace ParallelCore.Sequences;

/// <summary>The cells of a table, row after row.</summary>
internal sealed class GridStage(int rows, int columns) : IndexedStage<(int Row, int Column)>
{
    public override long Count => (long)rows * columns;

    public override void Fill(long start, Span<(int Row, int Column)> items)
    {
        (long row, long column) = Math.DivRem(start, columns);
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = ((int)row, (int)column);
            if (++column == columns)
            {
                column = 0;
                row++;
            }
        }
    }
}
