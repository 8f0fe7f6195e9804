namespace ParallelCore.Tests.Architecture.Samples.Lower;

internal interface ILower;
