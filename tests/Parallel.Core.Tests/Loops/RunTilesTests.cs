using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

public sealed class RunTilesTests
{
    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 5, 1, 1)]
    [InlineData(5, 0, 1, 1)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 1, 100, 100)]
    [InlineData(7, 5, 2, 3)]
    [InlineData(8, 6, 2, 3)]
    [InlineData(9, 7, 2, 3)]
    [InlineData(50, 40, 7, 50)]
    [InlineData(50, 40, 1, 1)]
    public void RunTiles_AnyTable_RunsEachCellOnce(int rows, int columns, int tileRows, int tileColumns)
    {
        foreach (int workers in (int[])[1, 2, 4, 64])
        {
            int[] ran = new int[rows * columns];
            void Visit(int rowStart, int rowEnd, int columnStart, int columnEnd)
            {
                (rowEnd - rowStart).Should().BeInRange(1, tileRows);
                (columnEnd - columnStart).Should().BeInRange(1, tileColumns);
                (rowStart % tileRows).Should().Be(0);
                (columnStart % tileColumns).Should().Be(0);
                for (int row = rowStart; row < rowEnd; row++)
                {
                    for (int column = columnStart; column < columnEnd; column++)
                        Interlocked.Increment(ref ran[(row * columns) + column]);
                }
            }

            ParallelRange.RunTiles(rows, columns, tileRows, tileColumns, Visit, Schedulers.Options(workers));
            ParallelRange.RunTiles(rows, columns, tileRows, tileColumns, new VisitTiles(Visit), Schedulers.Options(workers));
            Array.TrueForAll(ran, times => times == 2).Should().BeTrue();
        }
    }

    [Fact]
    public void RunTiles_LargestTable_IsCoveredByLargeTiles()
    {
        long cells = 0;
        ParallelRange.RunTiles(
            int.MaxValue,
            int.MaxValue,
            1 << 30,
            1 << 29,
            (rowStart, rowEnd, columnStart, columnEnd) => Interlocked.Add(ref cells, (long)(rowEnd - rowStart) * (columnEnd - columnStart)),
            Schedulers.Options(4));
        cells.Should().Be((long)int.MaxValue * int.MaxValue);
    }

    [Fact]
    public void RunTiles_SeveralFail_FirstInRowMajorOrderIsFirst()
    {
        Action run = () => ParallelRange.RunTiles(
            20,
            20,
            5,
            5,
            (row, _, column, _) => throw (row >= 5 && column >= 10 ? new InvalidOperationException($"{row},{column}") : new NotSupportedException()),
            Schedulers.Options(4));
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<NotSupportedException>();

        run = () => ParallelRange.RunTiles(
            20,
            20,
            5,
            5,
            (row, _, column, _) =>
            {
                if (row >= 5 && column >= 10)
                    throw new InvalidOperationException($"{row},{column}");
            },
            Schedulers.Options(4));
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("5,10");
    }

    [Fact]
    public void RunTiles_OneWorker_GoesRowByRow()
    {
        var seen = new List<(int Row, int Column)>();
        ParallelRange.RunTiles(6, 6, 2, 3, (row, _, column, _) => seen.Add((row, column)), new RangeOptions { MaxWorkers = 1 });
        seen.Should().Equal((0, 0), (0, 3), (2, 0), (2, 3), (4, 0), (4, 3));
    }
}
