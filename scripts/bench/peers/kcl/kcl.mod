[package]
name = "peers"
