using ParallelCore.Gallery.Patterns.Cancellation;
using ParallelCore.Gallery.Patterns.Failures;
using ParallelCore.Gallery.Patterns.FalseSharing;
using ParallelCore.Gallery.Patterns.FloatSum;
using ParallelCore.Gallery.Patterns.GuardedState;
using ParallelCore.Gallery.Patterns.ImmutableSnapshots;
using ParallelCore.Gallery.Patterns.LazyInit;
using ParallelCore.Gallery.Patterns.LostUpdates;
using ParallelCore.Gallery.Patterns.NestedLoops;
using ParallelCore.Gallery.Patterns.OppositeLocks;
using ParallelCore.Gallery.Patterns.ProducerConsumer;
using ParallelCore.Gallery.Patterns.ResultsInOrder;
using ParallelCore.Gallery.Patterns.SharedDictionary;
using ParallelCore.Gallery.Patterns.UnsafeLibrary;
using ParallelCore.Gallery.Patterns.WorkerScratch;
using ParallelCore.Gallery.Running;
using ParallelCore.Gallery.Uses.ImageHistogram;
using ParallelCore.Gallery.Uses.Ingestion;
using ParallelCore.Gallery.Uses.Life;
using ParallelCore.Gallery.Uses.LogPipeline;
using ParallelCore.Gallery.Uses.Mandelbrot;
using ParallelCore.Gallery.Uses.MatrixProduct;
using ParallelCore.Gallery.Uses.NBody;
using ParallelCore.Gallery.Uses.OptionPricing;
using ParallelCore.Gallery.Uses.PathTracer;
using ParallelCore.Gallery.Uses.PortfolioRisk;
using ParallelCore.Gallery.Uses.Primes;
using ParallelCore.Gallery.Uses.Quicksort;
using ParallelCore.Gallery.Uses.Scraping;
using ParallelCore.Gallery.Uses.Sorting;
using ParallelCore.Gallery.Uses.Thumbnails;
using ParallelCore.Gallery.Uses.TopN;
using ParallelCore.Gallery.Uses.Training;
using ParallelCore.Gallery.Uses.TreeSum;
using ParallelCore.Gallery.Uses.TreeWalk;
using ParallelCore.Gallery.Uses.Video;
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
        new PathTracerSample(),
        new VideoSample(),
        new IngestionSample(),
        new LogPipelineSample(),
        new ThumbnailsSample(),
        new ScrapingSample(),
        new WordFrequenciesSample(),
        new ImageHistogramSample(),
        new TopNSample(),
        new TrainingSample(),
        new MatrixProductSample(),
        new LifeSample(),
        new SortSample(),
        new QuicksortSample(),
        new TreeSumSample(),
        new TreeWalkSample(),
        new LostUpdatesSample(),
        new FalseSharingSample(),
        new GuardedStateSample(),
        new SharedDictionarySample(),
        new ImmutableSnapshotsSample(),
        new WorkerScratchSample(),
        new ResultsInOrderSample(),
        new CancellationSample(),
        new ExceptionsSample(),
        new NestedLoopsSample(),
        new UnsafeLibrarySample(),
        new LazyInitSample(),
        new ProducerConsumerSample(),
        new OppositeLocksSample(),
        new FloatSumSample(),
    ];
}
