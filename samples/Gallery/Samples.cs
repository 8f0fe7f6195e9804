using ParallelCore.Gallery.Running;
using ParallelCore.Gallery.Uses.ImageHistogram;
using ParallelCore.Gallery.Uses.Mandelbrot;
using ParallelCore.Gallery.Uses.MatrixProduct;
using ParallelCore.Gallery.Uses.NBody;
using ParallelCore.Gallery.Uses.OptionPricing;
using ParallelCore.Gallery.Uses.PortfolioRisk;
using ParallelCore.Gallery.Uses.Primes;
using ParallelCore.Gallery.Uses.Sorting;
using ParallelCore.Gallery.Uses.TopN;
using ParallelCore.Gallery.Uses.WordFrequencies;

namespace ParallelCore.Gallery;

/// <summary>All samples, in the order in which they are worth reading.</summary>
internal static class Samples
{
    public static IReadOnlyList<ISample> All { get; } =
    [
        new PrimesSample(),
        new OptionPricingSample(),
        new PortfolioRiskSample(),
        new NBodySample(),
        new MandelbrotSample(),
        new WordFrequenciesSample(),
        new ImageHistogramSample(),
        new TopNSample(),
        new MatrixProductSample(),
        new SortSample(),
    ];
}
